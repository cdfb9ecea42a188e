/** Hebrew. Infinitives and plurals, which give nobody a gender; names from elsewhere are isolated. */
import { refusedStorageTtl } from '@parlour/shared/rules/expiry.js';
import type { Texts } from './en.js';
import { grammarOf, isolated } from './grammar.js';

export const { counted, duration, inSeconds, list, number } = grammarOf('he');
const briefly = duration(refusedStorageTtl);

export const texts: Texts = {
  direction: 'rtl',
  openChat: 'פתיחת הצ׳אט',
  chat: 'צ׳אט',
  unread: (count) =>
    counted(count, { one: 'הודעה חדשה אחת', two: 'שתי הודעות חדשות', other: '# הודעות חדשות' }),
  chatWith: (merchant) => `צ׳אט עם ${isolated(merchant)}`,
  minimise: 'מזעור',
  end: 'סיום השיחה',
  agentHere: (name) => `${isolated(name)} כאן`,
  someoneHere: 'יש כאן מי שיענה לך',
  nobodyHere: 'אין כאן אף אחד כרגע; אפשר לכתוב בכל זאת',
  inQueue: 'בהמתנה למענה',
  placeInQueue: (place) => `מקומך בתור: ${place}`,
  ended: 'הסתיימה',
  conversation: 'שיחה',
  you: 'אני',
  message: 'הודעה',
  messagePlaceholder: 'הודעה…',
  send: 'שליחה',
  left: (count) => (count >= 0 ? `נותרו ${number(count)} תווים` : `${number(-count)} תווים יותר מדי`),
  typing: (names) => `בהקלדה כרגע: ${list(names.map(isolated))}…`,
  status: {
    waiting: 'בהמתנה',
    sending: 'בשליחה',
    sent: 'נשלחה',
    delivered: 'נמסרה',
    read: 'נקראה',
    failed: 'לא נמסרה',
  },
  correction: 'תיקון',
  masked: 'מספרי כרטיסים, חשבונות ותעודות זהות מוחלפים בנקודות לפני שמישהו רואה או שומר אותם.',
  sentAgainIn: (seconds) => `ניסיון נוסף ${inSeconds(seconds)}`,
  tryAgain: 'לנסות שוב',
  discard: 'ביטול ההודעה',
  choices: 'מה מותר לשמור',
  choicesIntro: 'ההחלטה שלך. אפשר לשוחח גם בלי להסכים, ולשנות את דעתך בכל עת.',
  staleNotice: 'ההודעה הזאת השתנתה מאז שהוצגה לך. נא לקרוא אותה ולבחור שוב.',
  notice: 'הודעת פרטיות',
  purposes: {
    transcript_storage: {
      name: 'לשמור את השיחה הזאת',
      means: 'כדי ששני הצדדים יוכלו לחזור אליה. היא נמחקת במועד שמופיע למטה.',
      refused: `אם לא: נמחקת ${briefly} אחרי סיום השיחה.`,
    },
    device_storage: {
      name: 'לזכור אותי במכשיר הזה',
      means: 'כדי שהשיחה תישאר כאן אחרי טעינה מחדש. שום דבר אחר לא נשמר.',
      refused: 'אם לא: סגירת הדף או טעינתו מחדש מסיימות את הגישה שלך אליה.',
    },
  },
  withoutKeeping: `נמחקת ${briefly} אחרי סיום השיחה.`,
  withKeeping: (ms) => `נמחקת ${duration(ms)} אחרי סיום השיחה.`,
  deletedOn: (date) => `תימחק ב־${isolated(date)}.`,
  deletedToday: (time) => `תימחק היום בשעה ${time}.`,
  why: 'למה?',
  whyTitle: 'למה דווקא המועד הזה',
  yourData: 'המידע שלך',
  haveCode: 'יש לי קוד',
  cannotStore:
    'הדפדפן הזה לא מאפשר לנו לשמור דבר. השיחה נמשכת כל עוד הדף פתוח; קוד מתוך ״המידע שלך״ מחזיר אותה.',
  connecting: 'מתחבר…',
  reconnecting: (time) => `אין חיבור מאז ${time}. מנסים שוב…`,
  stillNot: (time) =>
    `עדיין אין חיבור מאז ${time}. אפשר להמשיך לכתוב: הכול נשלח ברגע שהחיבור חוזר, כל עוד הדף הזה פתוח.`,
  lost: 'לא התקבלה תשובה. ההודעה שלך עדיין כאן; אפשר לנסות שוב.',
  failed: 'זה לא הצליח.',
  errors: {
    stale_notice: 'ההודעה השתנתה בינתיים. נא לקרוא אותה ולבחור שוב.',
    blocked: 'בית העסק אינו מקבל ממך שיחות חדשות עד:',
    conversation_closed: 'השיחה הסתיימה.',
    conversation_expired: 'השיחה נמחקה.',
    too_many_requests: 'זה היה הרבה בבת אחת.',
    unavailable: 'לא ניתן לשמור כרגע. שום דבר לא אבד.',
  },
  retryIn: (seconds) => `נא לנסות שוב ${inSeconds(seconds)}.`,
  closed: 'השיחה הזאת הסתיימה.',
  startNew: 'להתחיל שיחה חדשה',
  goneTitle: 'נמחקה, כפי שהובטח',
  gone: 'הגיע המועד של השיחה הזאת. ההודעות שלה נמחקו אצל שני הצדדים ואי אפשר לשחזר אותן.',
  unsent: 'זה עוד לא נשלח:',
  cannotOpen: 'אי אפשר לפתוח את הצ׳אט כאן.',
  today: 'היום',
  theAgent: 'מישהו מהצוות',
};
