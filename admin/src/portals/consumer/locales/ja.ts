/** Japanese. Polite; nothing has a plural. */
import type { ObligedField } from '@parlour/shared/model/obligation.js';
import { duration, number } from '@parlour/widget/locales/ja.js';
import { laterTexts as chat } from '@parlour/widget/locales/later/ja.js';
import { fieldListIn, yearsIn, type Words } from './words.js';

const conversations = (count: number): string => `${number(count)}件の会話`;

const obliged: Record<ObligedField, string> = {
  times: '行われた日時',
  agents: '対応した担当者',
  answers: 'チャットの前に記入された内容',
  contact: '残された宛先',
  consents: '同意に関する回答',
  rating: '評価とそのコメント',
};

export const words: Words = {
  common: {
    tryAgain: 'もう一度試す',
    cancel: 'キャンセル',
    loading: '読み込んでいます…',
    failure: {
      heading: '読み込めませんでした',
      lost: 'サーバーに接続できません。接続を確認して、もう一度お試しください。',
      unknown: 'このページで問題が起きました。再読み込みしてください。続く場合は運営者にお知らせください。',
      requestId: (id) => `リクエスト番号：${id}`,
      tooMany: (seconds) => `一度に多すぎます。${number(seconds)}秒後にもう一度お試しください。`,
      said: {
        wrong_resume_code:
          'このコードでは何も開けません。コードは会話とともに終わり、新しいコードを作ると前のものは無効になります。チャットの「あなたのデータ」で作れます。',
        not_found: 'もう存在しません。',
        invalid_input: 'この内容では受け付けられません。入力を確認してください。',
        stale_notice: 'お知らせの内容が変わりました。ページを再読み込みして、もう一度お選びください。',
        unavailable: 'いまは保存できません。失われたものはありません。少し待ってからお試しください。',
        internal: 'こちらで問題が起きました。もう一度お試しください。',
        mail_not_set_up: 'ここからメールは送れません。',
        conversation_expired: 'この会話は期日になり、削除されました。',
      },
    },
  },
  portal: {
    title: 'あなたのデータ',
    door: {
      lead: 'あなたについて何が、いつまで、なぜ保存されているかをここで確認できます。コピーの持ち出し、訂正、削除もできます。アカウントは要りません。',
      label: 'コード',
      hint: 'やり取りをしたページでチャットを開き、「あなたのデータ」からコードを作ってください。「7K3QF-…」のような形です。',
      submit: '開く',
      missing: '20文字の英数字のコードを入力してください。',
      left: '閉じました。このブラウザーには何も残っていません。',
    },
    report: {
      open: '担当者について報告する…',
      means:
        '報告は販売店の責任者に届き、期日までに回答があります。運営者に見えるのは、誰について、なぜ苦情があったかだけで、書かれた内容は見えません。',
      reason: chat.reportReason,
      reasons: chat.reportReasons,
      text: chat.reportText,
      send: chat.reportSend,
      sent: '報告しました。回答は下の「お問い合わせ」に表示されます。',
    },
    blocked: (merchant, until) =>
      `${merchant}は${until}まであなたとの新しい会話を始めません。期間を知るために、ブラウザーが作った番号だけをそれまで保管します。`,
    rated: (score) => `評価：5点中${score}点`,
    kept: (count, merchant, last) =>
      last === null
        ? `あなたと${merchant}との会話は保存されていません。`
        : `あなたと${merchant}との${conversations(count)}を保存しています。最後のものは${last}に削除されます。`,
    keptMore:
      'ここに表示されるのは、一つのサイトの一つの販売店のページで書いたものだけです。ほかの場所では、別の方として扱われます。',
    copy: 'コピーを持ち出す',
    copying: 'コピーを用意しています…',
    copied: 'コピーはダウンロードにあります。読むためのページ、同じ内容のJSON、回答の控えが入ったZIPです。',
    eraseAll: 'すべて削除…',
    close: '閉じる',
    conversation: (date) => `${date}の会話`,
    states: { queued: '待機中', active: '対応中', closed: '終了' },
    messages: (count) => `${number(count)}件の記録`,
    deletedOn: (date) => `${date}に削除されます。`,
    why: 'なぜこの日ですか？',
    keeps: (fields, time, basis) =>
      `その後も、法律により販売店は終了から${time}、${fields}を保管します。会話の内容は含まれません。根拠：${basis}`,
    keptWhole: (time, basis) => `法律により、販売店は会話の全体を終了から${time}保管します。根拠：${basis}`,
    keptFields: (fields) => fields.map((field) => obliged[field]).join('、'),
    keptFor: yearsIn(duration),
    obliged: '法律により保管されているもの',
    obligedLead:
      '会話の内容は削除されました。次のものは販売店が保管しなければならず、ほかの目的には使えません。',
    obligedUntil: (fields, until) => `${fields}（${until}まで）`,
    viewers: '閲覧した人',
    nobody: '販売店では誰も開いていません。',
    viewed: (name, first, last) =>
      first === last ? `${name}（${first}）` : `${name}（最初は${first}、最後は${last}）`,
    read: '読む',
    hide: '隠す',
    you: 'あなた',
    save: '保存',
    saveFile: (name) => `${name}を保存`,
    fileSaved: (name) => `${name}はダウンロードにあります。`,
    correct: '訂正…',
    correction: '正しくはどうですか？元の発言の横に、双方に見える形で表示されます。',
    correctSave: '訂正を加える',
    corrected: '加えました。双方に見えます。',
    corrects: '訂正',
    erase: '削除…',
    askErase: (date) => `${date}の会話を削除しますか？`,
    askEraseAll: (count) => `${conversations(count)}を削除しますか？`,
    eraseMeans: '双方からすぐに消え、鍵も破棄されます。取り消すことはできず、バックアップからも戻せません。',
    eraseYes: '完全に削除',
    erased: (deleted, delayed, kept, hasCopy) =>
      [
        hasCopy ? 'ご請求のコピーはダウンロードにあります。' : '',
        deleted > 0 ? `${conversations(deleted)}を完全に削除しました。` : '',
        kept > 0 ? `${conversations(kept)}のうち、下に示すものは法律により販売店が保管します。` : '',
        delayed > 0
          ? `${conversations(delayed)}を非表示にしました。法律によりもうしばらく保管し、その期間が終わり次第削除します。`
          : '',
      ]
        .filter(Boolean)
        .join(''),
    delayed: (date) => `${date}の会話は誰からも見えません。法律上の保管義務が終わると削除されます。`,
    delayedByLaw: (date, until, basis) =>
      `${date}の会話は誰からも見えず、${until}に削除されます。それまでは法律により販売店が保管します。根拠：${basis}`,
    consents: '同意の内容',
    consentsLead:
      'どれも自由に選べ、すぐに反映されます。それまで適法だったことは変わりません。保存されたものは削除できます。',
    gpc: 'お使いのブラウザーはGlobal Privacy Controlを送っています。分析、広告、提携先への提供を断るものとして扱います。ここで同意されたことは、ご自身の意思として扱います。',
    purposes: {
      transcript_storage: {
        name: '会話を保存する',
        means: '後から見返せるようにするためです。保存しない場合は、終了の15分後に削除されます。',
      },
      device_storage: {
        name: '会話に使った端末で覚えておく',
        means: '再読み込みの後もチャットが残るようにするためです。',
      },
      contact_followup: {
        name: '質問について連絡を受ける',
        means: 'そのために知らせた宛先への、回答または確認の一通だけです。',
      },
      marketing: {
        name: 'お知らせや特典を受け取る',
        means: '宛先をメールで確認した後、停止を求めるまでメールで届きます。',
      },
      analytics: { name: '待ち時間を集計に含める', means: '10人未満の集計には使いません。' },
      partner_sharing: {
        name: '提携先に提供する',
        means: '明記した項目を明記した提携先だけに提供します。',
      },
      publication: { name: '評価を公開する', means: 'ご自身が編集し、承認したとおりに公開します。' },
    },
    history: 'すべての回答とその日付',
    consentStates: {
      given: '同意しました',
      renewed: '改めて同意しました',
      refused: '断りました',
      withdrawn: '取り消しました',
      expired: '期限が切れました',
      invalidated: '無効でした',
      requested: '同意しました。メールのボタンで確定します',
    },
    bySignal: 'ブラウザーの信号による',
    byPage: 'チャットを囲むページに伝えたもの',
    receipt: '控えをダウンロード',
    saved: '保存しました。いまから反映されます。',
    requests: 'お問い合わせ',
    requestsLead: '法律で定められた期日までに販売店の担当者が回答します。回答はここで読めます。',
    kind: 'どのようなご用件ですか？',
    kinds: {
      access: '自分のデータについての質問',
      deletion: '削除',
      correction: '訂正',
      objection: '利用への異議',
      takedown: '公開されたものの取り下げ',
      complaint: '苦情',
    },
    text: '内容をお書きください',
    where: 'お住まいはどちらですか？',
    places: { gdpr: 'ヨーロッパまたはその他', ccpa: 'カリフォルニア州' },
    send: '送信',
    sent: '受け付けました。下の期日までに回答があります。',
    requestStates: {
      open: '受付済み',
      verifying: '確認中',
      in_progress: '対応中',
      extended: '時間がかかっています',
      fulfilled: '完了',
      partially_fulfilled: '一部完了',
      denied: 'お断り',
    },
    due: (date) => `回答期日：${date}`,
    refusedBecause: (reason) =>
      ({
        suspected_fraud: '理由：不正が疑われます。',
        insufficient_verification: '理由：ご本人かどうかを確認できませんでした。',
        no_match: '理由：該当するものがありませんでした。',
        claim_not_covered: '理由：法律上、そのような権利は認められていません。',
        outside_jurisdiction: '理由：この法律は適用されません。',
        too_many_requests: '理由：同じ内容の問い合わせが多すぎました。',
        other: '理由は回答をご覧ください。',
      })[reason],
    dispute: '回答にご納得いただけない場合は、お住まいの地域の個人情報保護機関にご相談ください。',
    explain: chat.explain,
    service: '質問への回答',
    language: '言語',
    stored: 'このブラウザーに残るもの',
    storedText:
      'このページを1時間開いておくためのCookieが一つあります。「閉じる」で消えます。お店のページでチャットが残すものは、そちらの「あなたのデータ」に表示されます。',
  },
  disclosures: {
    title: '提供された相手',
    lead: 'プラットフォームの外に出た、あなたに関するすべてです。ここに記録せずに出ることはありません。裁判所が通知を禁じた場合は、その期間が終わってから表示されます。',
    none: '外に出たものはありません。',
    kinds: {
      webhook: '入力と同時に、販売店またはその委託先のシステムへ送信',
      transcript_mail: 'そのために知らされた宛先へメールで送信',
      staff_export: '販売店の担当者がプラットフォームの外に保存',
      legal_request: '公的機関に提出',
      ownership_change: '販売店とともに新しい所有者へ移転',
    },
    about: (dates) => `${dates}の会話について`,
    because: (reason) => `認められる根拠：${reason}`,
    purpose: (purpose) => `目的：${purpose}`,
    reason: (reason) => `相手方の理由：${reason}`,
    what: (what) => `内容：${what}`,
    ownership: (merchant, owner, date) =>
      `${date}から${merchant}は${owner}のものになり、会話も引き継がれます。同意の内容と削除の期日という約束は変わりません。それまでにすべて削除することもできます。`,
    bases: {
      consumer_asked: 'ご本人の求めによる',
      contract: '契約に基づき販売店のために業務を行っている',
      consent: '提携先への提供に同意がある',
      legitimate_interest: '販売店が対応するために必要である',
      legal_obligation: '法律で求められている',
    },
    fieldList: fieldListIn({
      none: '何かが起きたという事実のみ',
      all: 'すべて（書かれた内容と、併せて保存されているもの）',
      between: '、',
      fields: {
        reference: '会話の番号と時刻',
        state: '対応中か終了か',
        site: 'サイト',
        page: '書き込んだページ',
        sender: '書いた人と担当者の名前',
        text: '書かれた内容（番号は伏せ字）とファイル名',
        consents: '同意の内容',
        expiry: '削除の期日',
        rating: '評価とコメント',
        notes: '担当者のメモ',
      },
    }),
    event: (at) => `「同意の内容」の回答${at}番による`,
    times: (count) => `${number(count)}回`,
    copy: {
      heading: 'この会話のコピー',
      save: 'テキストで保存',
      mail: chat.transcriptMail,
      to: chat.email,
      hint: chat.transcriptMeans,
      send: '送信',
      sent: chat.transcriptOutcomes.sent,
    },
  },
  ownWords: {
    profile: {
      title: chat.profileTitle,
      save: chat.putRight,
      saved: '訂正しました。双方にすぐ反映されます。',
      empty: '空にすると取り除けます。',
      contact: (email) => `メールアドレス：${email}`,
      purposes: { contact_followup: 'この会話への回答のため', marketing: 'お知らせのため' },
      takeBack: '取り消しは下の「同意の内容」でできます。',
    },
    testimonial: {
      title: chat.publicTitle,
      lead: (date) =>
        `ご希望の場合だけです。取り消すまで、ここに書いたとおりに販売店のページで誰でも読めます。遅くとも${date}には会話とともに消えます。`,
      text: chat.publicText,
      name: chat.publicName,
      agree: chat.publicAgree,
      publish: chat.publish,
      edit: 'この内容で公開し直す',
      isPublic: '公開中の内容：',
      takeBack: chat.publicBack,
      published: '公開しました。1分以内に表示されます。',
      gone: '公開を終了しました。表示しているページからは1分以内に消えます。',
    },
  },
  mailDoor: {
    title: 'コードがお手元にない場合',
    lead: 'チャットでメールアドレスを残した場合は、そこへリンクをお送りできます。そのアドレスが残された会話だけを、一度だけ開けます。',
    email: 'あなたのメールアドレス',
    shop: 'やり取りをしたお店',
    shopHint: 'チャットの上部に表示されている名前です。',
    about:
      'ご自身について書かれたものが公開されていますか。取り下げてほしい理由をお書きください。届いたリンクを開くと、販売店が判断するまで表示されなくなります。',
    ask: 'お店に問い合わせもする',
    askMeans: 'リンクを開いた後にお店へ伝わります。回答はここに表示されます。',
    send: 'リンクを送ってもらう',
    sent: (shop) =>
      `${shop}とのチャットにアドレスが残されている場合、またはお問い合わせがある場合は、リンクをお送りしました。10分以内に一度だけ使えます。`,
    opening: 'このリンクで、あなたのアドレスが残されたチャットの保存内容を開けます。使えるのは一度だけです。',
    notYours:
      '覚えのないチャットですか？どなたかが誤ってあなたのアドレスを入力したものです。下で連絡を断ると、アドレスは取り除かれます。',
    open: 'あなたのデータを開く',
    filed: 'お問い合わせをお伝えしました。',
    none: (merchant) =>
      `${merchant}との会話に、あなたのアドレスが残っているものはもうありません。アドレスなしで書いたものは、やり取りをした端末またはコードで開けます。`,
    viewed: (first, last) =>
      first === last
        ? `ここに残されたアドレスに届いたリンクを開いた人（${first}）`
        : `ここに残されたアドレスに届いたリンクを開いた人（最初は${first}、最後は${last}）`,
  },
};
