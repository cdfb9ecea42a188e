/** What the pages say that a mail leads to (OPT-2, OPT-4): in the language of the mail, else of the browser. */

export interface PageWords {
  readonly policies: string;
  readonly yourData: string;
  readonly unknown: readonly [title: string, text: string];
  readonly wrongMethod: readonly [title: string, text: string];
  readonly ask: readonly [title: string, text: string];
  readonly yes: string;
  readonly notYou: string;
  readonly no: string;
  readonly confirmed: readonly [title: string, text: string];
  readonly void: readonly [title: string, text: string];
  readonly disowned: readonly [title: string, text: string];
  readonly noMore: readonly [title: string, text: string];
  readonly noMoreButton: string;
  readonly ended: readonly [title: string, text: string];
}

const words = {
  en: {
    policies: 'All policies',
    yourData: 'Your data',
    unknown: ['No such link', 'This link was not made here, or a part of it is missing.'],
    wrongMethod: ['Not so', 'This address takes GET and POST.'],
    ask: [
      'Was it you?',
      'In a chat somebody left this address and wished news by mail. Nothing has changed yet.',
    ],
    yes: 'Yes, mail me news',
    notYou: 'If it was not you, the address is taken out of that chat, and nothing is mailed from there.',
    no: 'No, that was not me',
    confirmed: ['Confirmed', 'This merchant may mail you news now. Each such mail has a link that ends it.'],
    void: [
      'Nothing to confirm',
      'This was taken back meanwhile, or is too old. Nothing is mailed, and you need do nothing.',
    ],
    disowned: ['The address is gone from there', 'Done. Nothing is mailed to you from that chat any more.'],
    noMore: [
      'No more news?',
      'Press the button and this merchant mails you no more news. Nothing has changed yet.',
    ],
    noMoreButton: 'No more news',
    ended: ['You get no more news', 'Done. It holds for good, whatever else is deleted.'],
  },
  es: {
    policies: 'Todas las políticas',
    yourData: 'Tus datos',
    unknown: ['Este enlace no existe', 'Este enlace no se creó aquí, o le falta una parte.'],
    wrongMethod: ['Así no', 'Esta dirección acepta GET y POST.'],
    ask: [
      '¿Fuiste tú?',
      'En un chat, alguien dejó esta dirección y pidió novedades por correo. Todavía no ha cambiado nada.',
    ],
    yes: 'Sí, quiero novedades',
    notYou: 'Si no fuiste tú, la dirección se quita de ese chat y desde allí no se envía nada.',
    no: 'No, no fui yo',
    confirmed: [
      'Confirmado',
      'Este comercio ya puede enviarte novedades. Cada correo lleva un enlace para dejar de recibirlas.',
    ],
    void: [
      'Nada que confirmar',
      'Esto se retiró entretanto o es demasiado antiguo. No se envía nada y no tienes que hacer nada.',
    ],
    disowned: ['La dirección ya no está allí', 'Hecho. Desde ese chat ya no se te envía nada.'],
    noMore: [
      '¿Sin más novedades?',
      'Pulsa el botón y este comercio no te enviará más novedades. Todavía no ha cambiado nada.',
    ],
    noMoreButton: 'No quiero más novedades',
    ended: ['No recibirás más novedades', 'Hecho. Vale para siempre, aunque se borre todo lo demás.'],
  },
  fr: {
    policies: 'Toutes les règles',
    yourData: 'Vos données',
    unknown: ['Ce lien n’existe pas', 'Ce lien n’a pas été créé ici, ou il en manque une partie.'],
    wrongMethod: ['Pas ainsi', 'Cette adresse accepte GET et POST.'],
    ask: [
      'Était-ce vous ?',
      'Dans une discussion, quelqu’un a laissé cette adresse et souhaité des nouvelles par e-mail. Rien n’a encore changé.',
    ],
    yes: 'Oui, envoyez-moi des nouvelles',
    notYou: 'Sinon, l’adresse est retirée de cette discussion, et rien n’en est envoyé.',
    no: 'Non, ce n’était pas moi',
    confirmed: [
      'Confirmé',
      'Ce commerçant peut désormais vous envoyer des nouvelles. Chaque message contient un lien pour y mettre fin.',
    ],
    void: [
      'Rien à confirmer',
      'Cela a été retiré entre-temps, ou est trop ancien. Rien n’est envoyé, et vous n’avez rien à faire.',
    ],
    disowned: ['L’adresse n’y est plus', 'C’est fait. Rien ne vous est plus envoyé depuis cette discussion.'],
    noMore: [
      'Plus de nouvelles ?',
      'Appuyez sur le bouton et ce commerçant ne vous en enverra plus. Rien n’a encore changé.',
    ],
    noMoreButton: 'Plus de nouvelles',
    ended: [
      'Vous ne recevrez plus de nouvelles',
      'C’est fait, pour de bon, quoi que l’on supprime par ailleurs.',
    ],
  },
  de: {
    policies: 'Alle Richtlinien',
    yourData: 'Ihre Daten',
    unknown: ['Diesen Link gibt es nicht', 'Dieser Link stammt nicht von hier, oder ein Teil davon fehlt.'],
    wrongMethod: ['So nicht', 'Diese Adresse nimmt GET und POST.'],
    ask: [
      'Waren Sie das?',
      'In einem Chat hat jemand diese Adresse hinterlassen und sich Neuigkeiten per Mail gewünscht. Noch hat sich nichts geändert.',
    ],
    yes: 'Ja, ich möchte Neuigkeiten',
    notYou: 'Wenn nicht, wird die Adresse aus diesem Chat genommen, und von dort kommt keine Mail.',
    no: 'Nein, das war ich nicht',
    confirmed: [
      'Bestätigt',
      'Dieser Händler darf Ihnen jetzt Neuigkeiten mailen. In jeder solchen Mail steht ein Link, der das beendet.',
    ],
    void: [
      'Nichts zu bestätigen',
      'Das wurde inzwischen zurückgenommen oder ist zu alt. Es wird nichts gemailt, und Sie müssen nichts tun.',
    ],
    disowned: [
      'Die Adresse steht dort nicht mehr',
      'Erledigt. Aus diesem Chat bekommen Sie keine Mail mehr.',
    ],
    noMore: [
      'Keine Neuigkeiten mehr?',
      'Drücken Sie den Knopf, und dieser Händler mailt Ihnen keine Neuigkeiten mehr. Noch hat sich nichts geändert.',
    ],
    noMoreButton: 'Keine Neuigkeiten mehr',
    ended: [
      'Sie bekommen keine Neuigkeiten mehr',
      'Erledigt. Das gilt auf Dauer, was auch immer sonst gelöscht wird.',
    ],
  },
  pt: {
    policies: 'Todas as políticas',
    yourData: 'Seus dados',
    unknown: ['Este link não existe', 'Este link não foi feito aqui, ou falta uma parte dele.'],
    wrongMethod: ['Assim não', 'Este endereço aceita GET e POST.'],
    ask: [
      'Foi você?',
      'Em um chat, alguém deixou este endereço e pediu novidades por e-mail. Nada mudou ainda.',
    ],
    yes: 'Sim, quero novidades',
    notYou: 'Se não foi você, o endereço é retirado desse chat, e de lá nada é enviado.',
    no: 'Não, não fui eu',
    confirmed: [
      'Confirmado',
      'Agora este comerciante pode lhe enviar novidades. Cada e-mail traz um link que encerra isso.',
    ],
    void: [
      'Nada a confirmar',
      'Isto foi retirado nesse meio-tempo ou é antigo demais. Nada é enviado, e você não precisa fazer nada.',
    ],
    disowned: ['O endereço não está mais lá', 'Feito. Nada mais lhe é enviado a partir desse chat.'],
    noMore: [
      'Sem mais novidades?',
      'Aperte o botão e este comerciante não lhe envia mais novidades. Nada mudou ainda.',
    ],
    noMoreButton: 'Sem mais novidades',
    ended: ['Você não recebe mais novidades', 'Feito. Vale para sempre, seja o que mais for apagado.'],
  },
  ar: {
    policies: 'كل السياسات',
    yourData: 'بياناتك',
    unknown: ['لا يوجد رابط كهذا', 'لم يُنشأ هذا الرابط هنا، أو ينقصه جزء.'],
    wrongMethod: ['ليس هكذا', 'يقبل هذا العنوان GET وPOST.'],
    ask: ['هل كنت أنت؟', 'في محادثة ترك أحدهم هذا العنوان وطلب أن تصله الأخبار بالبريد. لم يتغير شيء بعد.'],
    yes: 'نعم، أرسلوا إليّ الأخبار',
    notYou: 'إن لم تكن أنت، يُزال العنوان من تلك المحادثة ولا يُرسل منها شيء.',
    no: 'لا، لم أكن أنا',
    confirmed: ['تم التأكيد', 'يجوز لهذا التاجر الآن أن يرسل إليك الأخبار. في كل رسالة رابط ينهي ذلك.'],
    void: ['لا شيء للتأكيد', 'سُحب هذا في الأثناء أو مضى عليه وقت طويل. لا يُرسل شيء، ولا يلزمك فعل شيء.'],
    disowned: ['لم يعد العنوان هناك', 'تم. لا يُرسل إليك شيء من تلك المحادثة بعد الآن.'],
    noMore: ['لا مزيد من الأخبار؟', 'اضغط الزر فلا يرسل إليك هذا التاجر أخبارًا بعد الآن. لم يتغير شيء بعد.'],
    noMoreButton: 'لا مزيد من الأخبار',
    ended: ['لن تصلك أخبار بعد الآن', 'تم. يسري ذلك على الدوام، مهما حُذف غيره.'],
  },
  he: {
    policies: 'כל המדיניות',
    yourData: 'המידע שלך',
    unknown: ['אין קישור כזה', 'הקישור לא נוצר כאן, או שחלק ממנו חסר.'],
    wrongMethod: ['לא כך', 'הכתובת מקבלת GET ו־POST.'],
    ask: ['זה היה מצדך?', 'בצ׳אט מישהו השאיר את הכתובת הזו וביקש חדשות בדואר. עדיין לא השתנה דבר.'],
    yes: 'כן, לשלוח לי חדשות',
    notYou: 'אם לא, הכתובת מוסרת מאותו צ׳אט ולא נשלח ממנו דבר.',
    no: 'לא, זה לא היה מצדי',
    confirmed: ['אושר', 'בית העסק רשאי מעתה לשלוח לך חדשות. בכל הודעה כזו יש קישור שמפסיק זאת.'],
    void: ['אין מה לאשר', 'הבקשה בוטלה בינתיים או ישנה מדי. לא נשלח דבר, ואין צורך לעשות דבר.'],
    disowned: ['הכתובת אינה שם עוד', 'בוצע. מאותו צ׳אט לא יישלח אליך עוד דבר.'],
    noMore: ['בלי עוד חדשות?', 'בלחיצה על הכפתור בית העסק יפסיק לשלוח לך חדשות. עדיין לא השתנה דבר.'],
    noMoreButton: 'בלי עוד חדשות',
    ended: ['לא יישלחו אליך עוד חדשות', 'בוצע. זה תקף לתמיד, גם אם כל השאר יימחק.'],
  },
  ja: {
    policies: 'すべてのポリシー',
    yourData: 'あなたのデータ',
    unknown: ['このリンクはありません', 'このリンクはここで作られたものではないか、一部が欠けています。'],
    wrongMethod: ['この方法では開けません', 'このアドレスが受け付けるのはGETとPOSTです。'],
    ask: [
      'ご本人ですか？',
      'チャットでこのアドレスが入力され、お知らせメールの希望がありました。まだ何も変わっていません。',
    ],
    yes: 'はい、お知らせを受け取ります',
    notYou: 'ご本人でなければ、アドレスはそのチャットから取り除かれ、そこからは何も送られません。',
    no: 'いいえ、私ではありません',
    confirmed: [
      '確認しました',
      'この販売店からお知らせが届くようになりました。どのメールにも、停止するためのリンクがあります。',
    ],
    void: [
      '確認するものはありません',
      'すでに取り消されたか、期限が過ぎています。何も送られず、何もしていただく必要はありません。',
    ],
    disowned: ['アドレスは取り除かれました', '完了しました。そのチャットからはもう何も送られません。'],
    noMore: [
      'お知らせを停止しますか？',
      'ボタンを押すと、この販売店からのお知らせは届かなくなります。まだ何も変わっていません。',
    ],
    noMoreButton: 'お知らせを停止する',
    ended: ['お知らせは届かなくなりました', '完了しました。ほかに何が削除されても、ずっと有効です。'],
  },
} as const satisfies Record<string, PageWords>;

export type PageLanguage = keyof typeof words;

export const pageLanguages = Object.keys(words) as PageLanguage[];

const isKnown = (language: string): language is PageLanguage => Object.hasOwn(words, language);

/** Of the tag that the mail's link carries; where it carries none that there is, of what the browser asks for. */
export function languageOf(
  tag: unknown,
  accepted: (...languages: string[]) => string | false,
): { readonly language: PageLanguage; readonly said: PageWords } {
  const wished = typeof tag === 'string' ? (tag.toLowerCase().split('-')[0] ?? '') : '';
  const best = isKnown(wished) ? wished : accepted(...pageLanguages);
  const language = best && isKnown(best) ? best : 'en';
  return { language, said: words[language] };
}

/** For a link in a mail: its page is read in the mail's language. */
export const inLanguage = (link: string, locale: string): string => {
  const language = locale.toLowerCase().split('-')[0] ?? '';
  return isKnown(language) ? `${link}?lang=${language}` : link;
};
