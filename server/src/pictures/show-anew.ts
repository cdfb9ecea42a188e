import type { Context } from '../context.js';
import { announce } from '../conversations/announce.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';

/** More than anybody answers at once. */
const most = 100;

/** ACC-8: whoever chats with them at this moment sees another picture, or none, at once. */
export async function showAnew(context: Context, account: string): Promise<void> {
  const { Conversation } = context.models;
  const running = await Conversation.find({ agent: account, state: 'active' }, { _id: 1 }).limit(most).lean();
  for (const { _id } of running) {
    const changed = await Conversation.findOneAndUpdate(
      { _id, agent: account, state: 'active' },
      { $inc: { revision: 1 } },
      { returnDocument: 'after' },
    ).lean<ConversationDocument | null>();
    if (changed) await announce(context, changed);
  }
}
