/** Japanese. Polite; names carry "さん"; nothing has a plural. */
import { refusedStorageTtl } from '@parlour/shared/rules/expiry.js';
import type { Texts } from './en.js';
import { grammarOf } from './grammar.js';

export const { duration: spaced, inSeconds, number } = grammarOf('ja');
/** Without the space that `Intl` puts before a unit. */
export const duration = (ms: number): string => spaced(ms).replace(/\s/g, '');
const briefly = duration(refusedStorageTtl);
const theAgent = '担当者';
export const named = (name: string): string => (name === theAgent ? name : `${name}さん`);

export const texts: Texts = {
  direction: 'ltr',
  openChat: 'チャットを開く',
  chat: 'チャット',
  unread: (count) => `新着メッセージ${number(count)}件`,
  chatWith: (merchant) => `${merchant}とのチャット`,
  minimise: '最小化',
  end: '会話を終了',
  agentHere: (name) => `${named(name)}が対応します`,
  someoneHere: '担当者がお答えできます',
  nobodyHere: 'ただいま担当者は不在ですが、メッセージは送れます',
  inQueue: '担当者の返事を待っています',
  placeInQueue: (place) => `順番待ち：${place}番目`,
  ended: '終了しました',
  conversation: '会話',
  you: 'あなた',
  message: 'メッセージ',
  messagePlaceholder: 'メッセージ…',
  send: '送信',
  left: (count) => (count >= 0 ? `あと${number(count)}文字` : `${number(-count)}文字超えています`),
  typing: (names) => `${names.map(named).join('、')}が入力中…`,
  status: {
    waiting: '待機中',
    sending: '送信中',
    sent: '送信済み',
    delivered: '配信済み',
    read: '既読',
    failed: '届いていません',
  },
  correction: '訂正',
  masked: 'カード、口座、身分証の番号は、誰かが見たり保存したりする前に点に置き換えられます。',
  sentAgainIn: (seconds) => `${inSeconds(seconds)}に再送します`,
  tryAgain: 'もう一度送る',
  discard: '破棄',
  choices: '保存してよいもの',
  choicesIntro: 'どちらも自由に選べます。選ばなくてもチャットでき、いつでも変更できます。',
  staleNotice: 'このお知らせは、前回ご覧になった後に変更されました。お読みのうえ、もう一度お選びください。',
  notice: 'プライバシーのお知らせ',
  purposes: {
    transcript_storage: {
      name: 'この会話を保存する',
      means: 'お互いに後から見返せるようにするためです。下に示す期日に削除されます。',
      refused: `選ばない場合：会話の終了から${briefly}後に削除されます。`,
    },
    device_storage: {
      name: 'この端末で記憶する',
      means: 'ページを再読み込みしても会話が残るようにするためです。ほかには何も保存しません。',
      refused: '選ばない場合：このページを閉じるか再読み込みすると、会話に戻れなくなります。',
    },
  },
  withoutKeeping: `会話の終了から${briefly}後に削除されます。`,
  withKeeping: (ms) => `会話の終了から${duration(ms)}後に削除されます。`,
  deletedOn: (date) => `${date}に削除されます。`,
  deletedToday: (time) => `今日の${time}に削除されます。`,
  why: 'なぜ？',
  whyTitle: 'この期日の理由',
  yourData: 'あなたのデータ',
  haveCode: 'コードを持っています',
  cannotStore:
    'このブラウザーには何も保存できません。会話はこのページを開いている間だけ続きますが、「あなたのデータ」のコードで再開できます。',
  connecting: '接続中…',
  reconnecting: (time) => `${time}から接続がありません。再接続しています…`,
  stillNot: (time) =>
    `${time}からまだ接続がありません。このまま書き続けられます。このページを開いている間は、接続が戻りしだい送信されます。`,
  lost: '応答がありませんでした。メッセージは残っています。もう一度お試しください。',
  failed: 'うまくいきませんでした。',
  errors: {
    stale_notice: 'その間にお知らせが変更されました。お読みのうえ、もう一度お選びください。',
    blocked: 'この店舗は次の日時まで新しい会話を受け付けません：',
    conversation_closed: '会話は終了しています。',
    conversation_expired: '会話は削除されました。',
    too_many_requests: '一度に多すぎました。',
    unavailable: 'ただいま保存できません。内容は失われません。',
  },
  retryIn: (seconds) => `${inSeconds(seconds)}にもう一度お試しください。`,
  closed: 'この会話は終了しました。',
  startNew: '新しく始める',
  goneTitle: 'お約束どおり削除しました',
  gone: 'この会話は期日を迎えました。メッセージは双方から消え、元に戻すことはできません。',
  unsent: '次の内容は送信されていませんでした：',
  cannotOpen: 'ここではチャットを開けません。',
  today: '今日',
  theAgent,
};
