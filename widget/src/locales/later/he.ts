import { duration } from '../he.js';
import { explainIn, isolated } from '../grammar.js';
import type { LaterTexts } from './en.js';

export const laterTexts: LaterTexts = {
  endSure: 'לסיים את השיחה? מה שנכתב נשמר עד המועד שלו.',
  endYes: 'לסיים',
  endNo: 'להמשיך',
  exactly: (relative, exact) => `כלומר ${relative}: ${exact}.`,
  moves: 'כל הודעה חדשה דוחה את המועד.',
  explain: explainIn(
    {
      since_close: (time) => `נמחקת ${time} אחרי סגירת השיחה.`,
      since_last_message: (time) => `נמחקת ${time} אחרי ההודעה האחרונה.`,
      consumer_refused: (time) => `לא ניתנה הסכמה לשמירת השיחה, ולכן היא נשמרת רק ${time}.`,
      merchant_rule: (time) => `בית העסק שומר שיחות למשך ${time}.`,
      platform_floor: (time) => `הפלטפורמה שומרת כל שיחה למשך ${time} לפחות.`,
      platform_ceiling: (time) => `הפלטפורמה אינה שומרת שום שיחה יותר מ־${isolated(time)}.`,
      account_in_use: () => 'החשבון שהיא שייכת לו נמצא בשימוש.',
      deletion_approved: () => 'מחיקתה התבקשה ואושרה.',
      statutory_floor: (time) => `החוק מחייב לשמור כל שיחה למשך ${time} לפחות.`,
      access_open: () => 'התבקש עותק, והוא מוכן קודם.',
      hold_released: (time) => `עיכוב משפטי הוסר; היא נמחקת ${time} לאחר מכן.`,
      legal_hold: () =>
        'עיכוב משפטי דוחה את המחיקה. עד שיוסר שום דבר לא נמחק, ואחרי המועד רק מי שמופקדים על שמירתה יכולים לקרוא אותה.',
    },
    duration,
  ),
  agreedTo: 'למה הסכמת',
  elsewhere: 'לראות, לקחת או למחוק הכול',
  elsewhereMeans: 'בדף נפרד, עכשיו או אחר כך, בכל מכשיר, בלי חשבון. קוד פותח אותו.',
  makeCode: 'יצירת קוד',
  codeIs: 'הקוד מיועד רק לך:',
  openData: 'לפתוח את הדף עכשיו',
  onDevice: 'במכשיר הזה',
  nothingStored: 'שום דבר לא נשמר במכשיר הזה.',
  stored: {
    token: 'מספר אקראי שלפיו השיחה הזאת נמצאת שוב',
    outbox: 'הודעות שעדיין לא יצאו',
  },
  clear: 'הסרה מהמכשיר הזה',
  rateTitle: 'איך היה?',
  stars: (score: number) => `${score} מתוך 5`,
  rateComment: 'רוצים להוסיף משהו? אין חובה.',
  rateMeans: 'בית העסק קורא את זה. זה נמחק יחד עם השיחה.',
  rateSend: 'שליחת הדירוג',
  rateThanks: (score: number) => `תודה. נתתם ${score} מתוך 5.`,
  rateChange: 'שינוי',
};
