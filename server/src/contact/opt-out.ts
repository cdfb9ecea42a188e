import type { ConversationDocument } from '../conversations/conversation.model.js';
import { isLiving } from '../conversations/find-conversation.js';
import { permits } from '@parlour/shared/model/purpose.js';
import { answerElsewhere } from '../consent/append-consent.js';
import type { Context } from '../context.js';
import type { OptOut } from './suppressions.js';

/**
 * OPT-2: no news any more. First what holds for ever, then the consent that there was, then what waits in the queue;
 * repeated, it comes to the same.
 */
export async function optOut(context: Context, { suppression, conversation }: OptOut): Promise<void> {
  const isNew = !(await context.suppressions.has(suppression));
  await context.suppressions.add([suppression]);
  if (isNew) await context.journal.append([{ kind: 'opt_out', suppression, at: context.clock.now() }]);
  // Once: whoever has a link could fill the audit with it otherwise.
  if (isNew) await context.audit.append({ actor: 'consumer', action: 'news.opt_out', target: suppression });
  if (!conversation) return;
  await context.models.Mail.deleteMany({ conversation, kind: 'marketing' });
  const found = await context.models.Conversation.findById(conversation).lean<ConversationDocument>();
  if (!found || !isLiving(found, context.clock.now())) return;
  await answerElsewhere(context, found, {
    purpose: 'marketing',
    state: 'refused',
    surface: 'mail',
    where: (state) => permits(state) || state === 'requested',
  });
}
