/** Hebrew. Verbal nouns and plurals rather than verbs that would give the reader a gender; names are isolated. */
import type { ObligedField } from '@parlour/shared/model/obligation.js';
import { isolated } from '@parlour/widget/locales/grammar.js';
import { counted, duration, list } from '@parlour/widget/locales/he.js';
import { laterTexts as chat } from '@parlour/widget/locales/later/he.js';
import { fieldListIn, yearsIn, type Words } from './words.js';

const conversations = (count: number): string =>
  counted(count, { one: 'שיחה אחת', two: 'שתי שיחות', other: '# שיחות' });

const obliged: Record<ObligedField, string> = {
  times: 'מתי זה היה',
  agents: 'מי מהצוות ענה',
  answers: 'מה שמולא לפני הצ׳אט',
  contact: 'הכתובת שנמסרה',
  consents: 'התשובות על ההסכמה',
  rating: 'הדירוג וההערה שלו',
};

export const words: Words = {
  common: {
    tryAgain: 'ניסיון נוסף',
    cancel: 'ביטול',
    loading: 'בטעינה…',
    failure: {
      heading: 'הטעינה לא הצליחה',
      lost: 'אין גישה לשרת. יש לבדוק את החיבור ולנסות שוב.',
      unknown: 'משהו השתבש בדף הזה. יש לטעון אותו מחדש; אם זה נמשך, יש לפנות למפעיל.',
      requestId: (id) => `מספר הבקשה: ${isolated(id)}`,
      tooMany: (seconds) =>
        `יותר מדי בבת אחת. אפשר לנסות שוב בעוד ${counted(seconds, { one: 'שנייה אחת', two: 'שתי שניות', other: '# שניות' })}.`,
      said: {
        wrong_resume_code:
          'הקוד הזה לא פותח דבר. קוד מסתיים עם השיחה שלו, וקוד חדש מבטל את הקודם; אפשר ליצור קוד בצ׳אט, תחת ״המידע שלך״.',
        not_found: 'זה כבר לא קיים.',
        invalid_input: 'אי אפשר לקבל את זה כך. יש לבדוק מה הוקלד.',
        stale_notice: 'ההודעה השתנתה בינתיים. יש לטעון את הדף מחדש ולהחליט שוב.',
        unavailable: 'כרגע אי אפשר לשמור. דבר לא אבד; אפשר לנסות שוב בעוד רגע.',
        internal: 'משהו השתבש אצלנו. אפשר לנסות שוב.',
        mail_not_set_up: 'אי אפשר לשלוח דואר מכאן.',
        conversation_expired: 'השיחה הגיעה לתאריך שלה ונמחקה.',
      },
    },
  },
  portal: {
    title: 'המידע שלך',
    door: {
      lead: 'כאן רואים מה שמור עליך, עד מתי ולמה; אפשר לקחת עותק, לתקן או למחוק. אין צורך בחשבון.',
      label: 'קוד',
      hint: 'בצ׳אט, בדף שבו כתבת, תחת ״המידע שלך״, אפשר ליצור קוד. כך הוא נראה: \u20667K3QF-…\u2069.',
      submit: 'פתיחה',
      missing: 'יש להקליד את הקוד בן עשרים האותיות והספרות.',
      left: 'נסגר. הדפדפן הזה לא שומר מזה דבר.',
    },
    report: {
      open: 'דיווח על מי שענה לך…',
      means:
        'הדיווח מגיע להנהלת בית העסק, שעונה עד תאריך קבוע. מפעיל הפלטפורמה רואה שהוגשה תלונה, על מי ולמה, ולא רואה דבר ממה שנכתב.',
      reason: chat.reportReason,
      reasons: chat.reportReasons,
      text: chat.reportText,
      send: chat.reportSend,
      sent: 'דווח. התשובה תופיע למטה, תחת ״אפשר לשאול אותנו״.',
    },
    blocked: (merchant, until) =>
      `${isolated(merchant)} לא יפתח איתך שיחה חדשה עד ${until}. כדי לדעת עד מתי, נשמר עד אז מספר שהדפדפן שלך יצר, ולא שום דבר אחר.`,
    rated: (score) => `הדירוג שלך: ${score} מתוך 5.`,
    kept: (count, merchant, last) =>
      last === null
        ? `לא שמורה אצלנו שום שיחה בינך לבין ${isolated(merchant)}.`
        : `שמור אצלנו בינך לבין ${isolated(merchant)}: ${conversations(count)}; האחרונה תימחק ב־${last}.`,
    keptMore: 'כאן מוצג רק מה שכתבת בדף של בית עסק אחד באתר אחד. במקום אחר זה מבחינתנו מישהו אחר.',
    copy: 'לקחת עותק',
    copying: 'העותק שלך בהכנה…',
    copied: 'העותק שלך נמצא בהורדות: ZIP עם דף לקריאה, אותו הדבר כ־JSON, והקבלות על התשובות שלך.',
    eraseAll: 'מחיקת הכול…',
    close: 'סגירה',
    conversation: (date) => `שיחה מ־${date}`,
    states: { queued: 'ממתינה', active: 'פתוחה', closed: 'הסתיימה' },
    messages: (count) => counted(count, { one: 'רשומה אחת', two: 'שתי רשומות', other: '# רשומות' }),
    deletedOn: (date) => `תימחק ב־${date}.`,
    why: 'למה אז?',
    keeps: (fields, time, basis) =>
      `אחר כך החוק מחייב את בית העסק לשמור במשך ${time} מסיומה, בלי דבר ממה שנאמר: ${fields}. הבסיס: ${isolated(basis)}.`,
    keptWhole: (time, basis) =>
      `החוק מחייב את בית העסק לשמור את השיחה כולה במשך ${time} מסיומה. הבסיס: ${isolated(basis)}.`,
    keptFields: (fields) => list(fields.map((field) => obliged[field])),
    keptFor: yearsIn(duration),
    obliged: 'נשמר בגלל חוק',
    obligedLead: 'מה שנאמר נמחק. את הדברים האלה בית העסק חייב לשמור, ואסור לו להשתמש בהם לשום דבר אחר:',
    obligedUntil: (fields, until) => `${fields}, עד ${until}`,
    viewers: 'מי צפה בה',
    nobody: 'איש מבית העסק לא פתח אותה.',
    viewed: (name, first, last) =>
      first === last
        ? `${isolated(name)}, ב־${first}`
        : `${isolated(name)}, לראשונה ב־${first}, לאחרונה ב־${last}`,
    read: 'לקריאה',
    hide: 'להסתרה',
    you: 'הצד שלך',
    save: 'שמירה',
    saveFile: (name) => `שמירת ${isolated(name)}`,
    fileSaved: (name) => `${isolated(name)} נמצא בהורדות.`,
    correct: 'תיקון…',
    correction: 'מה נכון במקום זה? שני הצדדים רואים זאת לצד מה שנאמר.',
    correctSave: 'הוספת התיקון',
    corrected: 'נוסף. שני הצדדים רואים.',
    corrects: 'תיקון',
    erase: 'מחיקה…',
    askErase: (date) => `למחוק את השיחה מ־${date}?`,
    askEraseAll: (count) => `למחוק ${conversations(count)}?`,
    eraseMeans: 'היא נעלמת מיד אצל שני הצדדים והמפתח שלה מושמד. אי אפשר לבטל זאת, גם לא מגיבוי.',
    eraseYes: 'מחיקה לצמיתות',
    erased: (deleted, delayed, kept, hasCopy) =>
      [
        hasCopy ? 'העותק שביקשת נמצא בהורדות.' : '',
        deleted > 0 ? `נמחק לצמיתות: ${conversations(deleted)}.` : '',
        kept > 0 ? `מתוך ${conversations(kept)} החוק מחייב את בית העסק לשמור את מה שמפורט למטה.` : '',
        delayed > 0
          ? `מוסתר מעכשיו: ${conversations(delayed)}. החוק מחייב אותנו לשמור זאת עוד זמן מה; מיד אחר כך זה נמחק.`
          : '',
      ]
        .filter(Boolean)
        .join(' '),
    delayed: (date) => `השיחה מ־${date} מוסתרת מכולם ותימחק כשתסתיים חובה חוקית לשמור אותה.`,
    delayedByLaw: (date, until, basis) =>
      `השיחה מ־${date} מוסתרת מכולם ותימחק ב־${until}. עד אז החוק מחייב את בית העסק לשמור אותה. הבסיס: ${isolated(basis)}.`,
    consents: 'למה הסכמת',
    consentsLead: 'כל אחת נתונה לבחירתך וחלה מיד. מה שהיה חוקי קודם נשאר כזה; אפשר למחוק את מה שנשמר.',
    gpc: 'הדפדפן שלך שולח Global Privacy Control. אנחנו מבינים זאת כסירוב לניתוח, לשיווק ולשותפים; מה שיאושר כאן ייחשב כדברך.',
    purposes: {
      transcript_storage: {
        name: 'שמירת השיחה',
        means: 'כדי שאפשר יהיה לחזור אליה, לך ולבית העסק. אם לא, היא נמחקת 15 דקות אחרי שהסתיימה.',
      },
      device_storage: {
        name: 'לזכור אותי במכשיר שממנו כתבתי',
        means: 'כדי שהצ׳אט עדיין יהיה שם אחרי טעינה מחדש.',
      },
      contact_followup: {
        name: 'לכתוב לי על מה ששאלתי',
        means: 'תשובה או המשך אחד, לכתובת שנמסרה לשם כך.',
      },
      marketing: {
        name: 'לשלוח לי חדשות ומבצעים',
        means: 'בדואר, אחרי שהכתובת אושרה בהודעת דואר, עד שיתבקש להפסיק.',
      },
      analytics: { name: 'לספור את זמן ההמתנה שלי', means: 'אף פעם לא בקבוצה קטנה מעשרה.' },
      partner_sharing: {
        name: 'שיתוף עם שותפים',
        means: 'פרטים נקובים בשם עם שותף נקוב בשם, ועם אף אחד אחר.',
      },
      publication: { name: 'פרסום הדירוג שלי', means: 'כפי שנערך ואושר על ידך.' },
    },
    history: 'כל תשובה והתאריך שלה',
    consentStates: {
      given: 'ניתנה הסכמה',
      renewed: 'ניתנה הסכמה שוב',
      refused: 'סורב',
      withdrawn: 'ההסכמה נלקחה בחזרה',
      expired: 'פג התוקף',
      invalidated: 'לא היה תקף',
      requested: 'ניתנה הסכמה; נותר הכפתור שבדואר',
    },
    bySignal: 'לפי אות מהדפדפן שלך',
    byPage: 'נאמר לדף שסביב הצ׳אט',
    receipt: 'הורדת הקבלה',
    saved: 'נשמר. חל מעכשיו.',
    requests: 'אפשר לשאול אותנו',
    requestsLead: 'מישהו מבית העסק עונה עד תאריך שקובע החוק. את התשובה קוראים כאן.',
    kind: 'במה מדובר?',
    kinds: {
      access: 'שאלה על המידע שלי',
      deletion: 'מחיקה',
      correction: 'תיקון',
      objection: 'התנגדות לשימוש',
      takedown: 'הסרה של דבר שפורסם',
      complaint: 'תלונה',
    },
    text: 'במילים שלך',
    where: 'איפה מקום מגוריך?',
    places: { gdpr: 'באירופה או במקום אחר', ccpa: 'בקליפורניה' },
    send: 'שליחה',
    sent: 'התקבל. התשובה תגיע עד התאריך שלמטה.',
    requestStates: {
      open: 'התקבלה',
      verifying: 'בבדיקה',
      in_progress: 'בטיפול',
      extended: 'לוקח יותר זמן',
      fulfilled: 'נעשה',
      partially_fulfilled: 'נעשה בחלקו',
      denied: 'נדחתה',
    },
    due: (date) => `תשובה עד ${date}`,
    refusedBecause: (reason) =>
      ({
        suspected_fraud: 'הסיבה: חשד להונאה.',
        insufficient_verification: 'הסיבה: אי אפשר היה לאמת מי מבקש.',
        no_match: 'הסיבה: לא נמצא דבר.',
        claim_not_covered: 'הסיבה: החוק לא מקנה זכות כזאת.',
        outside_jurisdiction: 'הסיבה: החוק לא חל כאן.',
        too_many_requests: 'הסיבה: אותו דבר התבקש פעמים רבות מדי.',
        other: 'הסיבה כתובה בתשובה.',
      })[reason],
    dispute: 'אם התשובה לא מספקת, אפשר לפנות לרשות להגנת הפרטיות במקום מגוריך.',
    explain: chat.explain,
    service: 'מענה לשאלתי',
    language: 'שפה',
    stored: 'מה הדפדפן הזה שומר',
    storedText:
      'קובץ Cookie אחד שמשאיר את הדף הזה פתוח במשך שעה. ״סגירה״ מסירה אותו. מה שהצ׳אט שומר בדף של חנות מפורט שם, תחת ״המידע שלך״.',
  },
  disclosures: {
    title: 'למי זה נמסר',
    lead: 'כל מה ששלך ויצא מהפלטפורמה. דבר לא יוצא בלי שורה כאן; אם בית משפט אוסר לספר לך, השורה מופיעה כשהאיסור מסתיים.',
    none: 'דבר לא יצא.',
    kinds: {
      webhook: 'נשלח, בזמן הכתיבה, למערכת של בית העסק או של מי שעובד עבורו',
      transcript_mail: 'נשלח בדואר לכתובת שנמסרה לשם כך',
      staff_export: 'נשמר מחוץ לפלטפורמה על ידי צוות בית העסק',
      legal_request: 'נמסר לרשות',
      ownership_change: 'עבר עם בית העסק לבעלים חדשים',
    },
    about: (dates) => `על השיחה שלך מ־${dates}`,
    because: (reason) => `למה זה היה מותר: ${reason}.`,
    purpose: (purpose) => `לשם מה: ${isolated(purpose)}`,
    reason: (reason) => `הסיבה שלהם: ${isolated(reason)}`,
    what: (what) => `מה: ${what}.`,
    ownership: (merchant, owner, date) =>
      `החל ב־${date} שייך ${isolated(merchant)} ל־${isolated(owner)}, ואיתו השיחות שלך. מה שהובטח לך נשאר: ההסכמות שלך ותאריך המחיקה. עד אז אפשר למחוק הכול.`,
    bases: {
      consumer_asked: 'זה התבקש על ידך',
      contract: 'הם עובדים עבור בית העסק לפי חוזה',
      consent: 'ניתנה הסכמתך לשיתוף עם שותפים',
      legitimate_interest: 'בית העסק זקוק לזה כדי לתת לך שירות',
      legal_obligation: 'החוק מחייב זאת',
    },
    fieldList: fieldListIn({
      none: 'רק שמשהו קרה',
      all: 'הכול: מה שנכתב ומה ששמור איתו',
      between: '; ',
      fields: {
        reference: 'מספר השיחה וזמנים',
        state: 'אם היא פתוחה או הסתיימה',
        site: 'אתר',
        page: 'הדף שממנו נכתב',
        sender: 'מי כתב, ושם הנציג',
        text: 'מה שנכתב, עם מספרים מוסתרים, ושמות של קבצים',
        consents: 'למה הסכמת',
        expiry: 'מתי זה נמחק',
        rating: 'דירוג והערה',
        notes: 'הערות הצוות',
      },
    }),
    event: (number) => `לפי תשובה מס׳ ${number} תחת ״למה הסכמת״`,
    times: (count) => counted(count, { one: 'פעם אחת', two: 'פעמיים', other: '# פעמים' }),
    copy: {
      heading: 'עותק של השיחה הזאת',
      save: 'שמירה כטקסט',
      mail: chat.transcriptMail,
      to: chat.email,
      hint: chat.transcriptMeans,
      send: 'שליחה',
      sent: chat.transcriptOutcomes.sent,
    },
  },
  ownWords: {
    profile: {
      title: chat.profileTitle,
      save: chat.putRight,
      saved: 'תוקן, מיד ואצל שני הצדדים.',
      empty: 'כדי להסיר, יש להשאיר ריק.',
      contact: (email) => `הכתובת שלך: ${isolated(email)}`,
      purposes: { contact_followup: 'לתשובה על השיחה הזאת', marketing: 'לחדשות' },
      takeBack: 'אפשר לקחת זאת בחזרה למטה, תחת מה שהוסכם.',
    },
    testimonial: {
      title: chat.publicTitle,
      lead: (date) =>
        `רק אם רוצים. כולם יכולים לקרוא זאת בדף של בית העסק, בדיוק כפי שנכתב כאן, עד שנלקח בחזרה; לכל המאוחר ב־${date} זה נעלם עם השיחה.`,
      text: chat.publicText,
      name: chat.publicName,
      agree: chat.publicAgree,
      publish: chat.publish,
      edit: 'פרסום כך במקום',
      isPublic: 'זה פומבי:',
      takeBack: chat.publicBack,
      published: 'זה פומבי. אחרים רואים זאת בתוך דקה.',
      gone: 'זה כבר לא פומבי. דפים שמציגים זאת מסירים אותו בתוך דקה.',
    },
  },
  mailDoor: {
    title: 'אין קוד בהישג יד?',
    lead: 'אם כתובת הדואר שלך נמסרה בצ׳אט, אפשר לשלוח לשם קישור. הוא פותח פעם אחת את מה שבשבילו נמסרה הכתובת, ולא שום דבר אחר.',
    email: 'כתובת הדואר שלך',
    shop: 'בית העסק שאיתו התכתבת',
    shopHint: 'השם שלו, כפי שהוא מופיע בראש הצ׳אט.',
    about:
      'מישהו פרסם משהו שבו מדובר בך? אפשר לכתוב כאן מדוע יש להסירו. עם פתיחת הקישור שיישלח הוא מוסתר עד שבית העסק יחליט.',
    ask: 'לשאול גם משהו את בית העסק',
    askMeans: 'זה מועבר אחרי שהקישור נפתח. התשובה מופיעה כאן.',
    send: 'לשלוח לי קישור',
    sent: (shop) =>
      `אם כתובתך נמסרה בצ׳אט עם ${isolated(shop)}, או אם נשאלה שאלה, קישור כבר בדרך. הוא תקף פעם אחת, בתוך עשר דקות.`,
    opening: 'הקישור הזה פותח את מה ששמור מהצ׳אטים שבהם נמסרה כתובתך. הוא תקף פעם אחת.',
    notYours: 'צ׳אט לא מוכר? אז מישהו כתב את כתובתך בטעות: אפשר לסרב למטה ליצירת קשר, והיא תוסר.',
    open: 'פתיחת המידע שלך',
    filed: 'השאלה שלך הועברה.',
    none: (merchant) =>
      `אף שיחה עם ${isolated(merchant)} כבר לא נושאת את כתובתך. מה שנכתב בלעדיה נפתח מהמכשיר שבו התנהל הצ׳אט, או עם קוד.`,
    viewed: (first, last) =>
      first === last
        ? `מי שפתח קישור שנשלח לכתובת שנמסרה כאן, ב־${first}`
        : `מי שפתח קישור שנשלח לכתובת שנמסרה כאן, לראשונה ב־${first}, לאחרונה ב־${last}`,
  },
};
