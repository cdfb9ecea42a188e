import type { ConversationId, MerchantId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { snoozeConversation, wakeConversation } from '@parlour/shared/protocol/handover.js';
import { day } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';
import type { OperationCall, UseCase } from '../use-case.js';
import type { ConversationDocument } from './conversation.model.js';
import { findConversation } from './find-conversation.js';
import { inboxEntries } from './inbox-entries.js';

/** So far ahead at most: nobody plans an answer in a chat for longer. */
const longest = 90 * day;
/** Milliseconds between two looks for what comes back. */
const every = 5_000;

/** An agent puts off what they have. It comes back by its date, or when the consumer writes (`keepClock`). */
export const snoozeConversationCase =
  (context: Context): UseCase<typeof snoozeConversation> =>
  ({ conversation: id, until }, call) => {
    const now = context.clock.now();
    if (until !== undefined && (until <= now || until > now + longest)) {
      const issue = { path: 'until', message: 'takes a time to come, within 90 days' };
      return Promise.reject(new Refusal('invalid_input', { issues: [issue] }));
    }
    return change(context, id, call, { until: until === undefined ? null : new Date(until) });
  };

export const wakeConversationCase =
  (context: Context): UseCase<typeof wakeConversation> =>
  ({ conversation: id }, call) =>
    change(context, id, call, null);

async function change(
  context: Context,
  id: ConversationId,
  { scope }: OperationCall,
  snooze: ConversationDocument['snooze'],
) {
  const found = await findConversation(context, id, scope);
  const changed = await context.models.Conversation.findOneAndUpdate(
    { ...scope, _id: id, state: 'active', agent: found.agent },
    { $set: { snooze, ...(snooze === null && { backAt: new Date(context.clock.now()) }) } },
    { returnDocument: 'after' },
  ).lean<ConversationDocument>();
  if (!changed) throw new Refusal('conversation_closed');
  tell(context, changed);
  const [entry] = await inboxEntries(context, [changed]);
  return { entry: entry! };
}

/** What is put off leaves room for something else, and takes it when it is back. */
function tell({ bus }: Context, { _id, merchant }: Pick<ConversationDocument, '_id' | 'merchant'>): void {
  bus.tell('inbox.touched', { conversation: _id as ConversationId, merchant: merchant as MerchantId });
  bus.tell('assignment.changed', { merchant: merchant as MerchantId });
}

/** Tells agents of what has come back. That it has is decided by its date alone, wherever it is asked. */
export function watchSnoozed(context: Context): void {
  const { models, clock, jobs } = context;
  jobs.add({
    name: 'snoozed',
    every,
    run: async () => {
      const back = await models.Conversation.find(
        { 'snooze.until': { $lte: new Date(clock.now()) } },
        { merchant: 1, snooze: 1 },
      )
        .limit(500)
        .lean<ConversationDocument[]>();
      for (const { _id, merchant, snooze } of back) {
        const until = snooze?.until ?? null;
        // Put off again meanwhile, it stays where it is.
        const { modifiedCount } = await models.Conversation.updateOne(
          { _id, 'snooze.until': until },
          { $set: { snooze: null, backAt: until } },
        );
        if (modifiedCount > 0) tell(context, { _id, merchant });
      }
    },
  });
}
