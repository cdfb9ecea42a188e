import type { showInboxEntry } from '@parlour/shared/protocol/conversation.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { findConversation } from './find-conversation.js';
import { inboxEntries } from './inbox-entries.js';

/** One row of the inbox, for a conversation that was opened by its address. */
export const showInboxEntryCase =
  (context: Context): UseCase<typeof showInboxEntry> =>
  async ({ conversation: id }, { scope }) => {
    const [entry] = await inboxEntries(context, [await findConversation(context, id, scope)]);
    if (!entry) throw new Refusal('not_found');
    return { entry };
  };
