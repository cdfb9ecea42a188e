/** What stands around the answer in a mail, in the consumer's language. */

interface AnswerWords {
  readonly subject: (merchant: string) => string;
  readonly intro: (merchant: string) => string;
  readonly file: string;
  readonly goOn: (site: string) => string;
  readonly noReply: string;
  readonly why: string;
}

const words: Readonly<Record<string, AnswerWords>> = {
  en: {
    subject: (merchant) => `${merchant} has answered you`,
    intro: (merchant) => `${merchant} has answered what you wrote:`,
    file: '(A file. It is in the chat.)',
    goOn: (site) => `To answer, open the chat on ${site} again.`,
    noReply: 'Nobody reads replies to this mail.',
    why: 'You left this address for the answer, and it is used for nothing else. You can take it back in the chat, under “Your data”.',
  },
  es: {
    subject: (merchant) => `${merchant} te ha respondido`,
    intro: (merchant) => `${merchant} ha respondido a lo que escribiste:`,
    file: '(Un archivo. Está en el chat.)',
    goOn: (site) => `Para contestar, vuelve a abrir el chat en ${site}.`,
    noReply: 'Nadie lee las respuestas a este correo.',
    why: 'Dejaste esta dirección para recibir la respuesta y no se usa para nada más. Puedes retirarla en el chat, en «Tus datos».',
  },
  fr: {
    subject: (merchant) => `${merchant} vous a répondu`,
    intro: (merchant) => `${merchant} a répondu à votre message :`,
    file: '(Un fichier. Il est dans le chat.)',
    goOn: (site) => `Pour répondre, rouvrez le chat sur ${site}.`,
    noReply: 'Personne ne lit les réponses à ce courriel.',
    why: 'Vous avez laissé cette adresse pour la réponse ; elle ne sert à rien d’autre. Vous pouvez la retirer dans le chat, sous « Vos données ».',
  },
  de: {
    subject: (merchant) => `${merchant} hat Ihnen geantwortet`,
    intro: (merchant) => `${merchant} hat auf Ihre Nachricht geantwortet:`,
    file: '(Eine Datei. Sie liegt im Chat.)',
    goOn: (site) => `Um zu antworten, öffnen Sie den Chat auf ${site} wieder.`,
    noReply: 'Antworten auf diese Mail liest niemand.',
    why: 'Sie haben diese Adresse für die Antwort hinterlassen; für anderes wird sie nicht benutzt. Im Chat unter „Ihre Daten“ nehmen Sie sie zurück.',
  },
  pt: {
    subject: (merchant) => `${merchant} respondeu a você`,
    intro: (merchant) => `${merchant} respondeu ao que você escreveu:`,
    file: '(Um arquivo. Está no chat.)',
    goOn: (site) => `Para responder, abra de novo o chat em ${site}.`,
    noReply: 'Ninguém lê as respostas a este e-mail.',
    why: 'Você deixou este endereço para receber a resposta, e ele não é usado para mais nada. Pode retirá-lo no chat, em “Seus dados”.',
  },
  ar: {
    subject: (merchant) => `أجاب ${merchant} عليك`,
    intro: (merchant) => `أجاب ${merchant} على ما كتبته:`,
    file: '(ملف. تجده في المحادثة.)',
    goOn: (site) => `للرد، افتح المحادثة على ${site} من جديد.`,
    noReply: 'لا أحد يقرأ الردود على هذه الرسالة.',
    why: 'تركت هذا العنوان ليصلك الجواب، ولا يُستعمل لأي شيء آخر. يمكنك سحبه في المحادثة ضمن «بياناتك».',
  },
  he: {
    subject: (merchant) => `${merchant} ענו לך`,
    intro: (merchant) => `${merchant} ענו על מה שכתבת:`,
    file: '(קובץ. הוא נמצא בצ׳אט.)',
    goOn: (site) => `כדי לענות, יש לפתוח שוב את הצ׳אט באתר ${site}.`,
    noReply: 'איש אינו קורא תשובות להודעה זו.',
    why: 'השארת כתובת זו לצורך התשובה, והיא אינה משמשת לשום דבר אחר. אפשר לבטל זאת בצ׳אט, תחת ”המידע שלך“.',
  },
  ja: {
    subject: (merchant) => `${merchant}から回答がありました`,
    intro: (merchant) => `お問い合わせに${merchant}が回答しました。`,
    file: '（ファイルがチャットにあります）',
    goOn: (site) => `返信するには、${site}でもう一度チャットを開いてください。`,
    noReply: 'このメールに返信しても、誰にも届きません。',
    why: 'このアドレスは回答の送付のためにお預かりしたもので、ほかには使いません。チャットの「あなたのデータ」で取り消せます。',
  },
};

/** Of the language of this tag; English where there is none. */
export function answerWordsFor(locale: string): AnswerWords {
  const language = locale.toLowerCase().split('-')[0] ?? '';
  return (Object.hasOwn(words, language) ? words[language] : undefined) ?? words['en']!;
}
