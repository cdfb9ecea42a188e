/** What a mail says that asks for a confirmation (OPT-4), in the consumer's language. */

interface ConfirmationWords {
  readonly subject: (merchant: string) => string;
  readonly why: (merchant: string, site: string) => string;
  readonly press: string;
  readonly notYou: string;
}

const words: Readonly<Record<string, ConfirmationWords>> = {
  en: {
    subject: (merchant) => `Do you want news from ${merchant}?`,
    why: (merchant, site) =>
      `In a chat with ${merchant} on ${site} somebody left this address and wished news by mail.`,
    press: 'If it was you, open this within a week and press the button:',
    notYou:
      'If it was not you, do nothing, or say so there: without your confirmation no news come, and after a week it is forgotten.',
  },
  es: {
    subject: (merchant) => `¿Quieres novedades de ${merchant}?`,
    why: (merchant, site) =>
      `En un chat con ${merchant} en ${site}, alguien dejó esta dirección y pidió novedades por correo.`,
    press: 'Si fuiste tú, abre esto en el plazo de una semana y pulsa el botón:',
    notYou:
      'Si no fuiste tú, no hagas nada, o indícalo allí: sin tu confirmación no llegará ninguna novedad, y al cabo de una semana se olvida.',
  },
  fr: {
    subject: (merchant) => `Voulez-vous des nouvelles de ${merchant} ?`,
    why: (merchant, site) =>
      `Dans une discussion avec ${merchant} sur ${site}, quelqu’un a laissé cette adresse et souhaité des nouvelles par e-mail.`,
    press: 'Si c’était vous, ouvrez ceci dans la semaine et appuyez sur le bouton :',
    notYou:
      'Sinon, ne faites rien, ou dites-le là-bas : sans votre confirmation rien n’est envoyé, et tout est oublié après une semaine.',
  },
  de: {
    subject: (merchant) => `Möchten Sie Neuigkeiten von ${merchant}?`,
    why: (merchant, site) =>
      `In einem Chat mit ${merchant} auf ${site} hat jemand diese Adresse hinterlassen und sich Neuigkeiten per Mail gewünscht.`,
    press: 'Wenn Sie das waren, öffnen Sie dies innerhalb einer Woche und drücken Sie den Knopf:',
    notYou:
      'Wenn nicht, tun Sie nichts, oder sagen Sie es dort: Ohne Ihre Bestätigung kommen keine Neuigkeiten, und nach einer Woche ist es vergessen.',
  },
  pt: {
    subject: (merchant) => `Você quer novidades de ${merchant}?`,
    why: (merchant, site) =>
      `Em um chat com ${merchant} em ${site}, alguém deixou este endereço e pediu novidades por e-mail.`,
    press: 'Se foi você, abra isto dentro de uma semana e aperte o botão:',
    notYou:
      'Se não foi você, não faça nada, ou diga isso lá: sem a sua confirmação nenhuma novidade chega, e depois de uma semana tudo é esquecido.',
  },
  ar: {
    subject: (merchant) => `هل تريد أخبارًا من ${merchant}؟`,
    why: (merchant, site) =>
      `في محادثة مع ${merchant} على ${site} ترك أحدهم هذا العنوان وطلب أن تصله الأخبار بالبريد.`,
    press: 'إن كنت أنت، فافتح هذا الرابط خلال أسبوع واضغط الزر:',
    notYou:
      'وإن لم تكن أنت، فلا تفعل شيئًا، أو قل ذلك هناك: من دون تأكيدك لا تصل أي أخبار، وبعد أسبوع يُنسى الأمر.',
  },
  he: {
    subject: (merchant) => `לקבל חדשות מ${merchant}?`,
    why: (merchant, site) => `בצ׳אט עם ${merchant} באתר ${site} מישהו השאיר את הכתובת הזו וביקש חדשות בדואר.`,
    press: 'אם זה היה מצדך, יש לפתוח את הקישור בתוך שבוע וללחוץ על הכפתור:',
    notYou:
      'אם לא, אין צורך לעשות דבר, או שאפשר לציין זאת שם: בלי אישורך לא יישלחו חדשות, ואחרי שבוע הדבר יישכח.',
  },
  ja: {
    subject: (merchant) => `${merchant}からのお知らせを受け取りますか？`,
    why: (merchant, site) =>
      `${site}での${merchant}とのチャットで、このアドレスが入力され、お知らせメールの希望がありました。`,
    press: 'ご本人であれば、1週間以内に次を開いてボタンを押してください。',
    notYou:
      '心当たりがなければ、何もしないか、開いた先でその旨をお知らせください。確認がなければお知らせは届かず、1週間後に破棄されます。',
  },
};

/** Of the language of this tag; English where there is none. */
export function confirmationWordsFor(locale: string): ConfirmationWords {
  const language = locale.toLowerCase().split('-')[0] ?? '';
  return (Object.hasOwn(words, language) ? words[language] : undefined) ?? words['en']!;
}
