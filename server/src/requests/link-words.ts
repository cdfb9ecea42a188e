/** What a mail says that opens "Your data" (REQ-1), in the language of whoever asked for it. */

interface LinkWords {
  readonly subject: (merchant: string) => string;
  readonly why: (merchant: string, site: string) => string;
  /** Where something was asked of the merchant with it. */
  readonly asked: (merchant: string) => string;
  readonly press: string;
  readonly notYou: string;
}

const words: Readonly<Record<string, LinkWords>> = {
  en: {
    subject: (merchant) => `Your data at ${merchant}`,
    why: (merchant, site) =>
      `Somebody, hopefully you, asked for what is kept of chats with ${merchant} on ${site} in which this address was left.`,
    asked: (merchant) => `Something was written to ${merchant} as well. It is passed on once you open this.`,
    press: 'Open this within ten minutes and press the button. It works once:',
    notYou: 'If it was not you, do nothing: nobody else sees anything, and nothing is passed on.',
  },
  es: {
    subject: (merchant) => `Tus datos en ${merchant}`,
    why: (merchant, site) =>
      `Alguien, esperamos que tú, ha pedido lo que se guarda de los chats con ${merchant} en ${site} en los que se dejó esta dirección.`,
    asked: (merchant) => `También se ha escrito algo a ${merchant}. Se entrega en cuanto abras esto.`,
    press: 'Ábrelo en el plazo de diez minutos y pulsa el botón. Funciona una sola vez:',
    notYou: 'Si no fuiste tú, no hagas nada: nadie más ve nada y no se entrega nada.',
  },
  fr: {
    subject: (merchant) => `Vos données chez ${merchant}`,
    why: (merchant, site) =>
      `Quelqu’un, vous espérons-le, a demandé ce qui est conservé des discussions avec ${merchant} sur ${site} où cette adresse a été laissée.`,
    asked: (merchant) =>
      `Un message à ${merchant} a aussi été écrit. Il est transmis dès que vous ouvrez ceci.`,
    press: 'Ouvrez ceci dans les dix minutes et appuyez sur le bouton. Cela fonctionne une seule fois :',
    notYou: 'Sinon, ne faites rien : personne d’autre ne voit rien, et rien n’est transmis.',
  },
  de: {
    subject: (merchant) => `Ihre Daten bei ${merchant}`,
    why: (merchant, site) =>
      `Jemand, hoffentlich Sie, fragt nach dem, was von Chats mit ${merchant} auf ${site} gespeichert ist, in denen diese Adresse hinterlassen wurde.`,
    asked: (merchant) =>
      `Auch wurde etwas an ${merchant} geschrieben. Es wird weitergegeben, sobald Sie dies öffnen.`,
    press: 'Öffnen Sie dies innerhalb von zehn Minuten und drücken Sie den Knopf. Es geht einmal:',
    notYou:
      'Wenn Sie es nicht waren, tun Sie nichts: Niemand sonst sieht etwas, und nichts wird weitergegeben.',
  },
  pt: {
    subject: (merchant) => `Seus dados em ${merchant}`,
    why: (merchant, site) =>
      `Alguém, esperamos que você, pediu o que é guardado dos chats com ${merchant} em ${site} nos quais este endereço foi deixado.`,
    asked: (merchant) => `Também foi escrito algo a ${merchant}. É entregue assim que você abrir isto.`,
    press: 'Abra isto dentro de dez minutos e aperte o botão. Funciona uma única vez:',
    notYou: 'Se não foi você, não faça nada: ninguém mais vê nada, e nada é entregue.',
  },
  ar: {
    subject: (merchant) => `بياناتك لدى ${merchant}`,
    why: (merchant, site) =>
      `طلب أحدهم، ونرجو أن تكون أنت، ما هو محفوظ من المحادثات مع ${merchant} على ${site} التي تُرك فيها هذا العنوان.`,
    asked: (merchant) => `وكُتب شيء إلى ${merchant} أيضًا. يُسلَّم عند فتح هذا الرابط.`,
    press: 'افتح هذا الرابط خلال عشر دقائق واضغط الزر. يعمل مرة واحدة فقط:',
    notYou: 'إن لم تكن أنت، فلا تفعل شيئًا: لا أحد غيرك يرى شيئًا ولا يُسلَّم شيء.',
  },
  he: {
    subject: (merchant) => `המידע שלך אצל ${merchant}`,
    why: (merchant, site) =>
      `התקבלה בקשה, ואנו מקווים שממך, לראות מה נשמר משיחות עם ${merchant} באתר ${site} שבהן הושארה כתובת זו.`,
    asked: (merchant) => `נכתב גם משהו אל ${merchant}. הוא יימסר עם פתיחת הקישור.`,
    press: 'יש לפתוח את הקישור בתוך עשר דקות וללחוץ על הכפתור. הוא פועל פעם אחת:',
    notYou: 'אם הבקשה אינה ממך, אין צורך לעשות דבר: איש אינו רואה דבר ודבר אינו נמסר.',
  },
  ja: {
    subject: (merchant) => `${merchant}でのあなたのデータ`,
    why: (merchant, site) =>
      `${site}での${merchant}とのチャットのうち、このアドレスが入力されたものについて、保存内容の確認が求められました。`,
    asked: (merchant) => `あわせて${merchant}宛ての内容が記入されています。次を開くと送られます。`,
    press: '10分以内に次を開き、ボタンを押してください。一度だけ使えます。',
    notYou: '心当たりがなければ、何もしないでください。ほかの誰にも何も見えず、何も送られません。',
  },
};

/** Of the language of this tag; English where there is none. */
export function linkWordsFor(locale: string): LinkWords {
  const language = locale.toLowerCase().split('-')[0] ?? '';
  return (Object.hasOwn(words, language) ? words[language] : undefined) ?? words['en']!;
}
