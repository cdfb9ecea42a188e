import { duration } from '../ar.js';
import { explainIn } from '../grammar.js';
import type { LaterTexts } from './en.js';

export const laterTexts: LaterTexts = {
  endSure: 'هل تريد إنهاء هذه المحادثة؟ يبقى ما كُتب حتى موعد حذفه.',
  endYes: 'نعم، إنهاؤها',
  endNo: 'متابعة',
  exactly: (relative, exact) => `أي ${relative}: ${exact}.`,
  moves: 'كل رسالة جديدة تؤخر الموعد.',
  explain: explainIn(
    {
      since_close: (time) => `تُحذف بعد ${time} من إغلاق المحادثة.`,
      since_last_message: (time) => `تُحذف بعد ${time} من آخر رسالة.`,
      consumer_refused: (time) => `لم تتم الموافقة على حفظ المحادثة، لذلك لا تبقى إلا لمدة ${time}.`,
      merchant_rule: (time) => `يحتفظ المتجر بالمحادثات لمدة ${time}.`,
      platform_floor: (time) => `تحتفظ المنصة بكل محادثة لمدة ${time} على الأقل.`,
      platform_ceiling: (time) => `لا تحتفظ المنصة بأي محادثة لأكثر من ${time}.`,
      account_in_use: () => 'الحساب الذي تنتمي إليه قيد الاستخدام.',
      deletion_approved: () => 'طُلب حذفها وتمت الموافقة عليه.',
      statutory_floor: (time) => `يوجب القانون الاحتفاظ بكل محادثة لمدة ${time} على الأقل.`,
      access_open: () => 'طُلبت نسخة منها، وتُعدّ النسخة أولًا.',
      hold_released: (time) => `رُفع حجز قانوني عنها، وتُحذف بعد ${time} من رفعه.`,
      legal_hold: () =>
        'حجز قانوني يؤخر الحذف. لا يُحذف شيء حتى يُرفع، وبعد الموعد لا يستطيع قراءتها إلا المكلفون بحفظها.',
    },
    duration,
  ),
  agreedTo: 'ما وافقت عليه',
  elsewhere: 'الاطلاع على كل شيء أو أخذه أو حذفه',
  elsewhereMeans: 'في صفحة مستقلة، الآن أو لاحقًا، على أي جهاز، ومن دون حساب. يفتحها رمز.',
  makeCode: 'إنشاء رمز',
  codeIs: 'احتفظ به لنفسك:',
  openData: 'فتح الصفحة الآن',
  onDevice: 'على هذا الجهاز',
  nothingStored: 'لا شيء محفوظ على هذا الجهاز.',
  stored: {
    token: 'رقم عشوائي يُعثر به على هذه المحادثة من جديد',
    outbox: 'رسائل لم تخرج بعد',
  },
  clear: 'إزالة من هذا الجهاز',
  rateTitle: 'كيف كانت المحادثة؟',
  stars: (score: number) => `${score} من 5`,
  rateComment: 'هل تود إضافة شيء؟ هذا اختياري.',
  rateMeans: 'يقرؤه التاجر، ويُحذف مع المحادثة.',
  rateSend: 'إرسال التقييم',
  rateThanks: (score: number) => `شكرًا لك. أعطيت ${score} من 5.`,
  rateChange: 'تغييره',
};
