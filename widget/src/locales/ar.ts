/**
 * Arabic. Verbal nouns rather than verbs that would give the reader or the agent a gender; names from elsewhere
 * are isolated, or they would turn the sentence.
 */
import { refusedStorageTtl } from '@parlour/shared/rules/expiry.js';
import type { Texts } from './en.js';
import { countedIn, grammarOf, isolated, type Forms } from './grammar.js';

export const { counted, inSeconds, list, number } = grammarOf('ar');

/** In the genitive, as after "بعد" and "لمدة", which `Intl` does not give. */
const units: Record<'day' | 'hour' | 'minute', Forms> = {
  day: { one: 'يوم واحد', two: 'يومين', few: '# أيام', many: '# يومًا', other: '# يوم' },
  hour: { one: 'ساعة واحدة', two: 'ساعتين', few: '# ساعات', many: '# ساعة', other: '# ساعة' },
  minute: { one: 'دقيقة واحدة', two: 'دقيقتين', few: '# دقائق', many: '# دقيقة', other: '# دقيقة' },
};
export const duration = (ms: number): string => {
  const { count, unit } = countedIn(ms);
  return counted(Math.round(count * 10) / 10, units[unit]);
};
const briefly = duration(refusedStorageTtl);

export const texts: Texts = {
  direction: 'rtl',
  openChat: 'فتح الدردشة',
  chat: 'الدردشة',
  unread: (count) =>
    counted(count, {
      zero: 'لا رسائل جديدة',
      one: 'رسالة جديدة واحدة',
      two: 'رسالتان جديدتان',
      few: '# رسائل جديدة',
      many: '# رسالة جديدة',
      other: '# رسالة جديدة',
    }),
  chatWith: (merchant) => `دردشة مع ${isolated(merchant)}`,
  minimise: 'تصغير',
  end: 'إنهاء المحادثة',
  agentHere: (name) => `${isolated(name)} في خدمتك`,
  someoneHere: 'يوجد من يجيبك الآن',
  nobodyHere: 'لا يوجد أحد الآن، ويمكنك الكتابة على أي حال',
  inQueue: 'بانتظار من يجيب',
  placeInQueue: (place) => `رقمك في قائمة الانتظار: ${place}`,
  ended: 'انتهت',
  conversation: 'المحادثة',
  you: 'أنت',
  message: 'الرسالة',
  messagePlaceholder: 'رسالتك…',
  send: 'إرسال',
  left: (count) => (count >= 0 ? `المتبقي: ${number(count)}` : `الزائد: ${number(-count)}`),
  typing: (names) => `تجري الكتابة الآن: ${list(names.map(isolated))}…`,
  status: {
    waiting: 'بالانتظار',
    sending: 'جارٍ الإرسال',
    sent: 'أُرسلت',
    delivered: 'وصلت',
    read: 'قُرئت',
    failed: 'لم تصل',
  },
  correction: 'تصحيح',
  masked: 'تُستبدل بأرقام البطاقات والحسابات والهويات نقاطٌ قبل أن يراها أحد أو تُحفظ.',
  sentAgainIn: (seconds) => `محاولة جديدة ${inSeconds(seconds)}`,
  tryAgain: 'إعادة المحاولة',
  discard: 'تجاهل',
  choices: 'ما الذي يجوز حفظه',
  choicesIntro: 'القرار لك. يمكنك الدردشة دون الموافقة على أي منهما، وتغيير رأيك في أي وقت.',
  staleNotice: 'تغيّر هذا الإشعار منذ أن اطّلعت عليه. يُرجى قراءته والاختيار من جديد.',
  notice: 'إشعار الخصوصية',
  purposes: {
    transcript_storage: {
      name: 'حفظ هذه المحادثة',
      means: 'لتتمكن أنت وهم من العودة إليها. وتُحذف في الموعد المبيّن أدناه.',
      refused: `وإلا: تُحذف بعد ${briefly} من انتهاء المحادثة.`,
    },
    device_storage: {
      name: 'تذكّري على هذا الجهاز',
      means: 'لتبقى المحادثة هنا بعد إعادة تحميل الصفحة. ولا يُحفظ أي شيء آخر.',
      refused: 'وإلا: ينتهي وصولك إليها عند إغلاق هذه الصفحة أو إعادة تحميلها.',
    },
  },
  withoutKeeping: `تُحذف بعد ${briefly} من انتهاء المحادثة.`,
  withKeeping: (ms) => `تُحذف بعد ${duration(ms)} من انتهاء المحادثة.`,
  deletedOn: (date) => `تُحذف في ${date}.`,
  deletedToday: (time) => `تُحذف اليوم في الساعة ${time}.`,
  why: 'لماذا؟',
  whyTitle: 'لماذا هذا الموعد',
  yourData: 'بياناتك',
  haveCode: 'لديّ رمز',
  cannotStore:
    'لا يسمح لنا هذا المتصفح بحفظ أي شيء. تدوم المحادثة ما دامت هذه الصفحة مفتوحة، ويعيدها رمز من «بياناتك».',
  connecting: 'جارٍ الاتصال…',
  reconnecting: (time) => `لا اتصال منذ ${time}. تجري المحاولة من جديد…`,
  stillNot: (time) =>
    `ما زال الاتصال مقطوعًا منذ ${time}. يمكنك متابعة الكتابة: يُرسل كل شيء فور عودة الاتصال ما دامت هذه الصفحة مفتوحة.`,
  lost: 'لم يصل أي رد. رسالتك ما زالت هنا، حاول مرة أخرى.',
  failed: 'لم ينجح ذلك.',
  errors: {
    stale_notice: 'تغيّر الإشعار في هذه الأثناء. يُرجى قراءته والاختيار من جديد.',
    blocked: 'لا يقبل هذا التاجر محادثة جديدة منك حتى:',
    conversation_closed: 'انتهت المحادثة.',
    conversation_expired: 'حُذفت المحادثة.',
    too_many_requests: 'كان ذلك كثيرًا دفعة واحدة.',
    unavailable: 'تعذّر الحفظ الآن. لم يضع منه شيء.',
  },
  retryIn: (seconds) => `يُرجى المحاولة ${inSeconds(seconds)}.`,
  closed: 'انتهت هذه المحادثة.',
  startNew: 'بدء محادثة جديدة',
  goneTitle: 'حُذفت كما وعدنا',
  gone: 'حلّ موعد حذف هذه المحادثة. زالت رسائلها لدى الطرفين ولا يمكن استعادتها.',
  unsent: 'هذا لم يكن قد أُرسل:',
  cannotOpen: 'لا يمكن فتح الدردشة هنا.',
  today: 'اليوم',
  theAgent: 'أحد أفراد الفريق',
};
