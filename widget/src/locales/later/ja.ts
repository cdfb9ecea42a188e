import { duration } from '../ja.js';
import { explainIn } from '../grammar.js';
import type { LaterTexts } from './en.js';

export const laterTexts: LaterTexts = {
  endSure: 'この会話を終了しますか。書いた内容は期日まで残ります。',
  endYes: '終了する',
  endNo: '続ける',
  exactly: (relative, exact) => `${relative}、${exact}です。`,
  moves: '新しいメッセージがあるたびに、期日は先に延びます。',
  explain: explainIn(
    {
      since_close: (time) => `会話が終了してから${time}後に削除されます。`,
      since_last_message: (time) => `最後のメッセージから${time}後に削除されます。`,
      consumer_refused: (time) => `会話の保存に同意がなかったため、保存は${time}だけです。`,
      merchant_rule: (time) => `このお店は会話を${time}保存します。`,
      platform_floor: (time) => `このサービスは、すべての会話を少なくとも${time}保存します。`,
      platform_ceiling: (time) => `このサービスは、どの会話も${time}を超えて保存しません。`,
      account_in_use: () => 'この会話のアカウントが使用中です。',
      deletion_approved: () => '削除の申し出があり、承認されました。',
      statutory_floor: (time) => `法律により、すべての会話を少なくとも${time}保存します。`,
      access_open: () => '写しの請求があり、先に写しを作成します。',
      hold_released: (time) => `法的な保全が解除され、その${time}後に削除されます。`,
      legal_hold: () =>
        '法的な保全のため、削除が延期されています。解除されるまで何も削除されず、期日の後は保管責任者しか読めません。',
    },
    duration,
  ),
  agreedTo: '同意した内容',
  elsewhere: 'すべてを見る・持ち出す・削除する',
  elsewhereMeans: '専用のページで、今でも後でも、どの端末でも、アカウントなしで。コードで開きます。',
  makeCode: 'コードを作る',
  codeIs: '他の人には見せないでください：',
  openData: '今すぐページを開く',
  onDevice: 'この端末に保存されているもの',
  nothingStored: 'この端末には何も保存されていません。',
  stored: {
    token: 'この会話を再び見つけるためのランダムな番号',
    outbox: 'まだ送られていないメッセージ',
  },
  clear: 'この端末から消す',
  rateTitle: 'いかがでしたか？',
  stars: (score: number) => `5点中${score}点`,
  rateComment: 'ほかに伝えたいことはありますか（任意）',
  rateMeans: '店舗が読みます。会話と一緒に削除されます。',
  rateSend: '評価を送信',
  rateThanks: (score: number) => `ありがとうございます。5点中${score}点をいただきました。`,
  rateChange: '変更する',
};
