/** All that the testimonials say by themselves; each in the language of the page. */
export interface Words {
  readonly title: (merchant: string) => string;
  readonly score: (score: number) => string;
  readonly someone: string;
  readonly none: string;
}

export const words = {
  en: {
    title: (merchant) => `What people say about ${merchant}`,
    score: (score) => `${score} of 5`,
    someone: 'A customer',
    none: 'Nobody has published anything yet.',
  },
  es: {
    title: (merchant) => `Lo que se dice de ${merchant}`,
    score: (score) => `${score} de 5`,
    someone: 'Un cliente',
    none: 'Nadie ha publicado nada todavía.',
  },
  fr: {
    title: (merchant) => `Ce que l’on dit de ${merchant}`,
    score: (score) => `${score} sur 5`,
    someone: 'Un client',
    none: 'Personne n’a encore rien publié.',
  },
  de: {
    title: (merchant) => `Was man über ${merchant} sagt`,
    score: (score) => `${score} von 5`,
    someone: 'Jemand aus der Kundschaft',
    none: 'Noch hat niemand etwas veröffentlicht.',
  },
  pt: {
    title: (merchant) => `O que dizem de ${merchant}`,
    score: (score) => `${score} de 5`,
    someone: 'Um cliente',
    none: 'Ninguém publicou nada ainda.',
  },
  ar: {
    title: (merchant) => `ما يقال عن ${merchant}`,
    score: (score) => `${score} من 5`,
    someone: 'أحد العملاء',
    none: 'لم ينشر أحد شيئًا بعد.',
  },
  he: {
    title: (merchant) => `מה אומרים על ${merchant}`,
    score: (score) => `${score} מתוך 5`,
    someone: 'לקוח או לקוחה',
    none: 'עדיין לא פורסם דבר.',
  },
  ja: {
    title: (merchant) => `${merchant}への声`,
    score: (score) => `5点中${score}点`,
    someone: 'お客様',
    none: 'まだ何も公開されていません。',
  },
} as const satisfies Record<string, Words>;

/** Of the first of these tags that there is; else English. */
export function wordsFor(tags: readonly (string | null | undefined)[]): readonly [string, Words] {
  for (const tag of tags) {
    const language = tag?.toLowerCase().split(/[-_]/)[0] ?? '';
    if (Object.hasOwn(words, language)) return [language, words[language as keyof typeof words]];
  }
  return ['en', words.en];
}
