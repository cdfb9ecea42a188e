/** Arabic. Verbal nouns rather than verbs that would give the reader a gender; names from elsewhere are isolated. */
import type { ObligedField } from '@parlour/shared/model/obligation.js';
import { counted, duration, list } from '@parlour/widget/locales/ar.js';
import { isolated } from '@parlour/widget/locales/grammar.js';
import { laterTexts as chat } from '@parlour/widget/locales/later/ar.js';
import { fieldListIn, yearsIn, type Words } from './words.js';

const conversations = (count: number): string =>
  counted(count, {
    zero: 'لا محادثات',
    one: 'محادثة واحدة',
    two: 'محادثتان',
    few: '# محادثات',
    many: '# محادثة',
    other: '# محادثة',
  });

const obliged: Record<ObligedField, string> = {
  times: 'وقت حدوثها',
  agents: 'من أجاب من الموظفين',
  answers: 'ما مُلئ قبل الدردشة',
  contact: 'العنوان الذي تُرك',
  consents: 'الإجابات المتعلقة بالموافقة',
  rating: 'التقييم وتعليقه',
};

export const words: Words = {
  common: {
    tryAgain: 'إعادة المحاولة',
    cancel: 'إلغاء',
    loading: 'جارٍ التحميل…',
    failure: {
      heading: 'تعذّر التحميل',
      lost: 'لا يمكن الوصول إلى الخادم. يُرجى التحقق من الاتصال ثم إعادة المحاولة.',
      unknown: 'حدث خطأ في هذه الصفحة. يُرجى إعادة تحميلها، وإن استمر فإبلاغ المشغّل.',
      requestId: (id) => `رقم الطلب: ${isolated(id)}`,
      tooMany: (seconds) =>
        `كان ذلك كثيرًا دفعة واحدة. يُرجى الانتظار ${counted(seconds, { one: 'ثانية واحدة', two: 'ثانيتين', few: '# ثوانٍ', many: '# ثانية', other: '# ثانية' })}.`,
      said: {
        wrong_resume_code:
          'هذا الرمز لا يفتح شيئًا. ينتهي الرمز بانتهاء محادثته، والرمز الجديد يُبطل سابقه؛ يمكن إنشاء رمز في الدردشة ضمن «بياناتك».',
        not_found: 'لم يعد هذا موجودًا.',
        invalid_input: 'لا يمكن قبول ذلك بهذا الشكل. يُرجى مراجعة ما كُتب.',
        stale_notice: 'تغيّر الإشعار في هذه الأثناء. يُرجى إعادة تحميل الصفحة والاختيار من جديد.',
        unavailable: 'تعذّر الحفظ الآن. لم يضع شيء، يُرجى المحاولة بعد قليل.',
        internal: 'حدث خطأ من جانبنا. يُرجى إعادة المحاولة.',
        mail_not_set_up: 'لا يمكن إرسال بريد من هنا.',
        conversation_expired: 'حلّ موعد هذه المحادثة وحُذفت.',
      },
    },
  },
  portal: {
    title: 'بياناتك',
    door: {
      lead: 'هنا يظهر ما هو محفوظ عنك، وإلى متى ولماذا، مع إمكان أخذ نسخة أو التصحيح أو الحذف. لا حاجة إلى حساب.',
      label: 'الرمز',
      hint: 'من الدردشة في الصفحة التي كتبت فيها، ضمن «بياناتك»، يمكن إنشاء رمز. شكله: \u20667K3QF-…\u2069.',
      submit: 'فتح',
      missing: 'يُرجى إدخال الرمز المؤلف من عشرين حرفًا ورقمًا.',
      left: 'أُغلقت. لا يحتفظ هذا المتصفح بشيء منها.',
    },
    report: {
      open: 'الإبلاغ عمّن أجابك…',
      means:
        'يصل البلاغ إلى إدارة التاجر، وهي تجيب عنه في موعد محدد. يرى مشغّل المنصة أنك اشتكيت وممّن ولماذا، ولا يرى شيئًا مما كُتب.',
      reason: chat.reportReason,
      reasons: chat.reportReasons,
      text: chat.reportText,
      send: chat.reportSend,
      sent: 'تم الإبلاغ. يظهر الرد أدناه ضمن «اسألنا».',
    },
    blocked: (merchant, until) =>
      `لا يبدأ ${isolated(merchant)} محادثة جديدة معك حتى ${until}. ولمعرفة المدة يُحفظ حتى ذلك الحين رقم أنشأه متصفحك، ولا شيء غيره.`,
    rated: (score) => `تقييمك: ${score} من 5.`,
    kept: (count, merchant, last) =>
      last === null
        ? `لا نحتفظ بأي محادثة بينك وبين ${isolated(merchant)}.`
        : `المحفوظ بينك وبين ${isolated(merchant)}: ${conversations(count)}؛ وتُحذف الأخيرة في ${last}.`,
    keptMore: 'يظهر هنا فقط ما كتبته في صفحة تاجر واحد على موقع واحد. في غير ذلك أنت بالنسبة إلينا شخص آخر.',
    copy: 'أخذ نسخة',
    copying: 'يجري إعداد نسختك…',
    copied: 'نسختك بين التنزيلات: ملف ZIP فيه صفحة للقراءة، والمحتوى نفسه بصيغة JSON، وإيصالات إجاباتك.',
    eraseAll: 'حذف كل شيء…',
    close: 'إغلاق',
    conversation: (date) => `محادثة ${date}`,
    states: { queued: 'بالانتظار', active: 'جارية', closed: 'انتهت' },
    messages: (count) =>
      counted(count, {
        zero: 'لا إدخالات',
        one: 'إدخال واحد',
        two: 'إدخالان',
        few: '# إدخالات',
        many: '# إدخالًا',
        other: '# إدخال',
      }),
    deletedOn: (date) => `تُحذف في ${date}.`,
    why: 'لماذا في هذا الموعد؟',
    keeps: (fields, time, basis) =>
      `بعد ذلك يُلزم القانون التاجر بالاحتفاظ بما يلي مدة ${time} من انتهائها، دون شيء مما قيل: ${fields}. الأساس: ${isolated(basis)}.`,
    keptWhole: (time, basis) =>
      `يُلزم القانون التاجر بالاحتفاظ بالمحادثة كاملة مدة ${time} من انتهائها. الأساس: ${isolated(basis)}.`,
    keptFields: (fields) => list(fields.map((field) => obliged[field])),
    keptFor: yearsIn(duration),
    obliged: 'محفوظ بموجب القانون',
    obligedLead: 'حُذف ما قيل. وعلى التاجر الاحتفاظ بما يلي، ولا يجوز له استخدامه في غير ذلك:',
    obligedUntil: (fields, until) => `${fields}، حتى ${until}`,
    viewers: 'من اطّلع عليها',
    nobody: 'لم يفتحها أحد لدى التاجر.',
    viewed: (name, first, last) =>
      first === last
        ? `${isolated(name)}، في ${first}`
        : `${isolated(name)}، أول مرة في ${first}، وآخر مرة في ${last}`,
    read: 'قراءتها',
    hide: 'إخفاؤها',
    you: 'أنت',
    save: 'حفظ',
    saveFile: (name) => `حفظ ${isolated(name)}`,
    fileSaved: (name) => `${isolated(name)} بين التنزيلات.`,
    correct: 'تصحيح…',
    correction: 'ما الصحيح؟ يراه الطرفان بجانب ما قيل.',
    correctSave: 'إضافة التصحيح',
    corrected: 'أُضيف. يراه الطرفان.',
    corrects: 'تصحيح',
    erase: 'حذف…',
    askErase: (date) => `حذف محادثة ${date}؟`,
    askEraseAll: (count) => `المطلوب حذفه: ${conversations(count)}. هل تريد المتابعة؟`,
    eraseMeans: 'تختفي فورًا لدى الطرفين ويُتلف مفتاحها. لا رجعة في ذلك، ولا حتى من نسخة احتياطية.',
    eraseYes: 'حذف نهائي',
    erased: (deleted, delayed, kept, hasCopy) =>
      [
        hasCopy ? 'النسخة التي طلبتها بين التنزيلات.' : '',
        deleted > 0 ? `حُذف نهائيًا: ${conversations(deleted)}.` : '',
        kept > 0 ? `من ${conversations(kept)} يُلزم القانون التاجر بالاحتفاظ بما هو مذكور أدناه.` : '',
        delayed > 0
          ? `أُخفي من الآن: ${conversations(delayed)}. يُلزمنا القانون بالاحتفاظ بها مدة أخرى، ثم تُحذف فور انتهائها.`
          : '',
      ]
        .filter(Boolean)
        .join(' '),
    delayed: (date) => `محادثة ${date} مخفية عن الجميع، وتُحذف حين ينتهي التزام قانوني بالاحتفاظ بها.`,
    delayedByLaw: (date, until, basis) =>
      `محادثة ${date} مخفية عن الجميع، وتُحذف في ${until}. حتى ذلك الحين يُلزم القانون التاجر بالاحتفاظ بها. الأساس: ${isolated(basis)}.`,
    consents: 'ما وافقت عليه',
    consentsLead: 'القرار لك في كل منها، ويسري فورًا. ما كان مشروعًا من قبل يبقى كذلك، ويمكنك حذف ما حُفظ.',
    gpc: 'يرسل متصفحك إشارة Global Privacy Control. نعدّها رفضًا للتحليل والتسويق والشركاء؛ وما توافق عليه هنا يُعدّ قولك أنت.',
    purposes: {
      transcript_storage: {
        name: 'حفظ المحادثة',
        means: 'لتتمكن أنت والتاجر من العودة إليها. وإلا فتُحذف بعد 15 دقيقة من انتهائها.',
      },
      device_storage: {
        name: 'تذكّري على الجهاز الذي كتبت منه',
        means: 'لتبقى الدردشة موجودة بعد إعادة التحميل.',
      },
      contact_followup: {
        name: 'مراسلتي بشأن ما سألت عنه',
        means: 'إجابة أو متابعة واحدة، على العنوان الذي أُعطي لذلك.',
      },
      marketing: {
        name: 'إرسال الأخبار والعروض إليّ',
        means: 'بالبريد، بعد تأكيد العنوان برسالة، إلى أن تطلب التوقف.',
      },
      analytics: { name: 'احتساب مدة انتظاري', means: 'ليس في مجموعة تقل عن عشرة أبدًا.' },
      partner_sharing: {
        name: 'المشاركة مع شركاء',
        means: 'بيانات محددة بالاسم مع شريك محدد بالاسم، ولا أحد سواه.',
      },
      publication: { name: 'نشر تقييمي', means: 'كما حرّرته ووافقت عليه.' },
    },
    history: 'كل إجابة وتاريخها',
    consentStates: {
      given: 'وافقت',
      renewed: 'وافقت من جديد',
      refused: 'رفضت',
      withdrawn: 'سحبت الموافقة',
      expired: 'انتهت المدة',
      invalidated: 'لم تكن صالحة',
      requested: 'وافقت؛ وبقي الضغط على الزر في البريد',
    },
    bySignal: 'بإشارة من متصفحك',
    byPage: 'قيل للصفحة المحيطة بالدردشة',
    receipt: 'تنزيل الإيصال',
    saved: 'حُفظ. يسري من الآن.',
    requests: 'اسألنا',
    requestsLead: 'يجيب أحد لدى التاجر في موعد يحدده القانون. وتُقرأ الإجابة هنا.',
    kind: 'ما الموضوع؟',
    kinds: {
      access: 'سؤال عن بياناتي',
      deletion: 'حذف',
      correction: 'تصحيح',
      objection: 'اعتراض على استخدام',
      takedown: 'إزالة شيء منشور',
      complaint: 'شكوى',
    },
    text: 'بكلماتك',
    where: 'أين تقيم؟',
    places: { gdpr: 'في أوروبا أو غيرها', ccpa: 'في كاليفورنيا' },
    send: 'إرسال',
    sent: 'وصل. تأتي الإجابة في الموعد المبيّن أدناه.',
    requestStates: {
      open: 'وصل',
      verifying: 'قيد التحقق',
      in_progress: 'قيد التنفيذ',
      extended: 'يستغرق وقتًا أطول',
      fulfilled: 'تم',
      partially_fulfilled: 'تم جزئيًا',
      denied: 'رُفض',
    },
    due: (date) => `الإجابة حتى ${date}`,
    refusedBecause: (reason) =>
      ({
        suspected_fraud: 'السبب: اشتباه في احتيال.',
        insufficient_verification: 'السبب: تعذّر التحقق من صاحب الطلب.',
        no_match: 'السبب: لم يُعثر على شيء.',
        claim_not_covered: 'السبب: لا يمنح القانون هذا الحق.',
        outside_jurisdiction: 'السبب: لا يسري القانون هنا.',
        too_many_requests: 'السبب: تكرر الطلب نفسه كثيرًا.',
        other: 'السبب مذكور في الإجابة.',
      })[reason],
    dispute: 'إن لم تكن الإجابة مُرضية، فيمكن التوجه إلى هيئة حماية البيانات في مكان إقامتك.',
    explain: chat.explain,
    service: 'الإجابة عن سؤالي',
    language: 'اللغة',
    stored: 'ما يحتفظ به هذا المتصفح',
    storedText:
      'ملف تعريف ارتباط واحد يُبقي هذه الصفحة مفتوحة ساعة، و«إغلاق» يزيله. أما ما تحتفظ به الدردشة في صفحة المتجر فمذكور هناك ضمن «بياناتك».',
  },
  disclosures: {
    title: 'لمن أُفصح عنها',
    lead: 'كل ما خرج من بياناتك من المنصة. لا يخرج شيء دون سطر هنا؛ وإن منعت محكمة إبلاغك فيظهر السطر حين ينتهي المنع.',
    none: 'لم يخرج شيء.',
    kinds: {
      webhook: 'أُرسل أثناء الكتابة إلى نظام للتاجر أو لمن يعمل له',
      transcript_mail: 'أُرسل بالبريد إلى عنوان أُعطي لذلك',
      staff_export: 'حفظه موظفو التاجر خارج المنصة',
      legal_request: 'سُلّم إلى سلطة',
      ownership_change: 'انتقل مع التاجر إلى مالك جديد',
    },
    about: (dates) => `عن محادثتك في ${dates}`,
    because: (reason) => `سبب جوازه: ${reason}.`,
    purpose: (purpose) => `الغرض: ${isolated(purpose)}`,
    reason: (reason) => `سببهم: ${isolated(reason)}`,
    what: (what) => `المحتوى: ${what}.`,
    ownership: (merchant, owner, date) =>
      `اعتبارًا من ${date} يتبع ${isolated(merchant)} ${isolated(owner)}، ومعه محادثاتك. ويبقى ما وُعدت به: ما وافقت عليه وموعد الحذف. ويمكنك حذف كل شيء قبل ذلك.`,
    bases: {
      consumer_asked: 'بطلب منك',
      contract: 'يعملون للتاجر بموجب عقد',
      consent: 'وافقت على المشاركة مع شركاء',
      legitimate_interest: 'يحتاج إليه التاجر لخدمتك',
      legal_obligation: 'يُلزم به القانون',
    },
    fieldList: fieldListIn({
      none: 'فقط أن شيئًا ما حدث',
      all: 'كل شيء: ما كُتب وما يُحفظ معه',
      between: '؛ ',
      fields: {
        reference: 'رقم المحادثة والأوقات',
        state: 'هل هي جارية أم انتهت',
        site: 'الموقع',
        page: 'الصفحة التي كُتب منها',
        sender: 'من كتب، واسم الموظف',
        text: 'ما كُتب مع إخفاء الأرقام، وأسماء الملفات',
        consents: 'ما وافقت عليه',
        expiry: 'موعد الحذف',
        rating: 'التقييم والتعليق',
        notes: 'ملاحظات الموظفين',
      },
    }),
    event: (number) => `وفق الإجابة رقم ${number} ضمن «ما وافقت عليه»`,
    times: (count) =>
      counted(count, { one: 'مرة واحدة', two: 'مرتان', few: '# مرات', many: '# مرة', other: '# مرة' }),
    copy: {
      heading: 'نسخة من هذه المحادثة',
      save: 'حفظ كنص',
      mail: chat.transcriptMail,
      to: chat.email,
      hint: chat.transcriptMeans,
      send: 'إرسال',
      sent: chat.transcriptOutcomes.sent,
    },
  },
  ownWords: {
    profile: {
      title: chat.profileTitle,
      save: chat.putRight,
      saved: 'صُحّح، فورًا ولدى الطرفين.',
      empty: 'يُترك فارغًا لإزالته.',
      contact: (email) => `عنوانك: ${isolated(email)}`,
      purposes: { contact_followup: 'للإجابة عن هذه المحادثة', marketing: 'للأخبار' },
      takeBack: 'يمكن سحبه أدناه ضمن ما وافقت عليه.',
    },
    testimonial: {
      title: chat.publicTitle,
      lead: (date) =>
        `فقط إن أردت. يستطيع الجميع قراءته في صفحة التاجر كما تكتبه هنا تمامًا، إلى أن تسحبه؛ ويزول مع المحادثة في ${date} على الأكثر.`,
      text: chat.publicText,
      name: chat.publicName,
      agree: chat.publicAgree,
      publish: chat.publish,
      edit: 'نشره بهذا الشكل',
      isPublic: 'هذا منشور:',
      takeBack: chat.publicBack,
      published: 'نُشر. يراه الآخرون خلال دقيقة.',
      gone: 'لم يعد منشورًا. تزيله الصفحات التي تعرضه خلال دقيقة.',
    },
  },
  mailDoor: {
    title: 'لا رمز لديك؟',
    lead: 'إن تُرك عنوان بريدك في الدردشة فيمكن إرسال رابط إليه. يفتح مرة واحدة ما تُرك العنوان من أجله، ولا شيء غيره.',
    email: 'عنوان بريدك',
    shop: 'المتجر الذي راسلته',
    shopHint: 'اسمه كما يظهر أعلى الدردشة.',
    about:
      'هل نشر أحد شيئًا تُذكر فيه؟ اكتب لماذا ينبغي إزالته. حالما تفتح الرابط المرسل إليك يُحجب عن الأنظار إلى أن يقرر التاجر.',
    ask: 'سؤال المتجر عن شيء أيضًا',
    askMeans: 'يُحوَّل السؤال بعد فتح الرابط، وتظهر الإجابة هنا.',
    send: 'إرسال رابط إليّ',
    sent: (shop) =>
      `إن كان عنوانك قد تُرك في دردشة مع ${isolated(shop)} أو كان لك سؤال، فالرابط في الطريق. يصلح مرة واحدة خلال عشر دقائق.`,
    opening: 'يفتح هذا الرابط المحفوظ من الدردشات التي تُرك فيها عنوانك. يصلح مرة واحدة.',
    notYours: 'دردشة لا تعرفها؟ كُتب عنوانك إذًا خطأً: يكفي رفض المراسلة أدناه ليُزال.',
    open: 'فتح بياناتك',
    filed: 'حُوّل ما سألت عنه.',
    none: (merchant) =>
      `لم تعد أي محادثة مع ${isolated(merchant)} تحمل عنوانك. ما كُتب من دونه يُفتح من الجهاز الذي جرت منه الدردشة، أو برمز.`,
    viewed: (first, last) =>
      first === last
        ? `من فتح رابطًا أُرسل إلى العنوان المتروك هنا، في ${first}`
        : `من فتح رابطًا أُرسل إلى العنوان المتروك هنا، أول مرة في ${first}، وآخر مرة في ${last}`,
  },
};
