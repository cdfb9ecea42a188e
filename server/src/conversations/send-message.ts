import type { ConversationId, MerchantId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { sendMessage } from '@parlour/shared/protocol/message.js';
import type { Context } from '../context.js';
import { noteAnswer } from '../offline/mail-answers.js';
import type { OperationCall, UseCase } from '../use-case.js';
import { tellClose } from './close-conversation.js';
import type { ConversationDocument } from './conversation.model.js';
import { requireLiving } from './find-conversation.js';
import { keepClock, movesClock, type Turn } from './keep-clock.js';
import { acceptFor } from './accept-conversation.js';
import type { MessageDocument } from './message.model.js';
import type { NewMessage } from './compose-message.js';
import { ConversationEnded } from './message-writer.js';
import { postedView } from './view.js';

/** Milliseconds. Between a conversation's being hidden and its purge lies less than what a healthy write takes. */
const longStandstill = 5_000;

export const sendMessageCase = (context: Context): UseCase<typeof sendMessage> => {
  const say = sayIn(context);
  return async ({ conversation, clientId, text }, call) => {
    const contentOf = ({ merchant }: ConversationDocument) => context.masking.mask(merchant, text);
    const { seq, at } = await say({ conversation, clientId, contentOf }, call);
    return { conversation, clientId, seq, at: at.getTime() };
  };
};

export interface Saying {
  readonly conversation: ConversationId;
  readonly clientId: string;
  readonly contentOf: (conversation: ConversationDocument) => Promise<NewMessage['content']>;
}

/**
 * MSG-2, MSG-4: stores what somebody says once, and answers after it is on disk. Every send is checked against the
 * conversation as it stands (`standing.ts`); a close counts at once, by the transcript itself.
 */
export const sayIn = (
  context: Context,
): ((saying: Saying, call: OperationCall) => Promise<MessageDocument>) => {
  const { standing, clock, vault, writer, bus } = context;
  const keep = clockKeeper(context);
  return async ({ conversation: id, clientId, contentOf }, call) => {
    const conversation = standing.known(id) ?? (await standing.read(id));
    if (!conversation || !isWithin(conversation, call.scope)) throw new Refusal('not_found');
    const at = clock.now();
    requireLiving(conversation, at);
    if (!(await context.directory.isPlaced(conversation))) throw new Refusal('placement_ended');
    const key = vault.known(id) ?? (await vault.open([id])).get(id);
    if (!key) throw new Refusal('conversation_expired');
    const sender = 'account' in call.caller ? call.caller.account : 'consumer';
    const content = await contentOf(conversation);
    const said = { conversation: id, sender, clientId, key, content };
    if (!conversation.open) return answerClosed(context, said);

    // A reply to a waiting conversation takes it: whoever answers first has it.
    if (conversation.state === 'queued' && 'merchant' in call.caller)
      await acceptFor(context, conversation, call.caller);
    const { consentEvent } = conversation;
    const stored = await writer.store({ ...said, at, consentEvent, whileOpen: true }).catch(unlessEnded);
    if (!stored) return answerClosed(context, said);
    const { document } = stored;
    if (clock.now() - at > longStandstill && !(await standing.read(id))) {
      // This process stood still so long that the conversation was purged in between: its message goes too.
      await context.purger.discardUnused(id);
      throw new Refusal('conversation_expired');
    }
    // Repeated for a send that is repeated: the first may have died between the two writes.
    if (stored.isContended) await standing.read(id);
    await keep(conversation, { at: document.at.getTime(), isAnswer: sender !== 'consumer' });
    if (sender !== 'consumer') await noteAnswer(context, conversation, document.seq);
    if (stored.isNew) {
      const message = await postedView(context, document, stored.plain);
      bus.tell('message.posted', { message, merchant: conversation.merchant as MerchantId });
    }
    return document;
  };
};

/**
 * Of each conversation one move at a time: the many that wait when its minute turns are answered by one write, and
 * look at what it made of the conversation instead of at what they had seen before.
 */
function clockKeeper(context: Context): (seen: ConversationDocument, turn: Turn) => Promise<void> {
  const { standing } = context;
  const moving = new Map<string, Promise<ConversationDocument | null>>();
  return async (seen, turn) => {
    const id = seen._id as ConversationId;
    let latest = standing.known(id) ?? seen;
    while (movesClock(latest, turn)) {
      const underway = moving.get(id);
      if (underway) {
        latest = (await underway) ?? latest;
        continue;
      }
      const move = keepClock(context, latest, turn);
      moving.set(id, move);
      const changed = await move.finally(() => moving.delete(id));
      if (changed) standing.changed(changed);
      return;
    }
  };
}

function unlessEnded(error: unknown): null {
  if (error instanceof ConversationEnded) return null;
  throw error;
}

type Said = Pick<NewMessage, 'conversation' | 'sender' | 'clientId' | 'key' | 'content'>;

const isWithin = (conversation: ConversationDocument, scope: OperationCall['scope']): boolean =>
  Object.entries(scope).every(
    ([field, value]) => conversation[field as keyof ConversationDocument] === value,
  );

/**
 * MSG-4: a repeated send is answered with the first acknowledgement after the close too. P4: what is refused is never
 * stored. That it was closed is written into the transcript before, and with it whatever was still on its way to the
 * store is either there or fails.
 */
async function answerClosed(context: Context, said: Said): Promise<MessageDocument> {
  const closed = await context.models.Conversation.findById(said.conversation).lean<ConversationDocument>();
  if (!closed || closed.state === 'expired') throw new Refusal('conversation_expired');
  await tellClose(context, closed);
  const first = await context.writer.first(said);
  if (!first) throw new Refusal('conversation_closed');
  return first;
}
