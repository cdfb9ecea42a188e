/** What stands below news, in the consumer's language. */

interface NewsWords {
  readonly why: (merchant: string) => string;
  readonly end: string;
  readonly reply: string;
}

const words: Readonly<Record<string, NewsWords>> = {
  en: {
    why: (merchant) => `You agreed in the chat that ${merchant} may mail you news.`,
    end: 'To end it, open this and press the button:',
    reply: 'Or answer with “stop”.',
  },
  es: {
    why: (merchant) => `En el chat aceptaste que ${merchant} te envíe novedades.`,
    end: 'Para dejar de recibirlas, abre esto y pulsa el botón:',
    reply: 'O responde con «stop».',
  },
  fr: {
    why: (merchant) => `Dans le chat, vous avez accepté que ${merchant} vous envoie des nouvelles.`,
    end: 'Pour y mettre fin, ouvrez ceci et appuyez sur le bouton :',
    reply: 'Ou répondez « stop ».',
  },
  de: {
    why: (merchant) => `Sie haben im Chat zugestimmt, dass ${merchant} Ihnen Neuigkeiten mailt.`,
    end: 'Um das zu beenden, öffnen Sie dies und drücken Sie den Knopf:',
    reply: 'Oder antworten Sie mit „stop“.',
  },
  pt: {
    why: (merchant) => `No chat, você aceitou que ${merchant} lhe envie novidades.`,
    end: 'Para encerrar, abra isto e aperte o botão:',
    reply: 'Ou responda com “stop”.',
  },
  ar: {
    why: (merchant) => `وافقت في المحادثة على أن يرسل إليك ${merchant} الأخبار بالبريد.`,
    end: 'لإيقاف ذلك، افتح هذا الرابط واضغط الزر:',
    reply: 'أو أجب بكلمة “stop”.',
  },
  he: {
    why: (merchant) => `הסכמת בצ׳אט לקבל מ${merchant} חדשות בדואר.`,
    end: 'כדי להפסיק, יש לפתוח את הקישור וללחוץ על הכפתור:',
    reply: 'או להשיב “stop”.',
  },
  ja: {
    why: (merchant) => `チャットで${merchant}からのお知らせメールに同意されたため、お送りしています。`,
    end: '停止するには、次を開いてボタンを押してください。',
    reply: '「stop」と返信しても停止できます。',
  },
};

/** Of the language of this tag; English where there is none. */
export function newsWordsFor(locale: string): NewsWords {
  const language = locale.toLowerCase().split('-')[0] ?? '';
  return (Object.hasOwn(words, language) ? words[language] : undefined) ?? words['en']!;
}
