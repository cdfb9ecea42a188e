import type { ConsumerId, ConversationId } from '@parlour/shared/model/ids.js';
import type { InputOf, OutputOf } from '@parlour/shared/protocol/define.js';
import type { decideConsent } from '@parlour/shared/protocol/conversation.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { askConfirmation } from '../contact/confirmation.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { findConversation } from '../conversations/find-conversation.js';
import type { OperationCall, UseCase } from '../use-case.js';
import { append, eventsOf, followEvents } from './append-consent.js';
import { consentEvents, gpcDecisions, permittedBy, requireCurrentNotice } from './consent-events.js';

/**
 * CON-4: a consumer gives or withdraws consent; the next operation already obeys. The events are appended first,
 * under numbers that only one of several at once can have; then the flags and the date are made to follow from
 * all events. Should the server die between the two, the next decision brings both in.
 */
export const decideConsentCase =
  (context: Context): UseCase<typeof decideConsent> =>
  async (input, call) => {
    const decided = await decide(context, input, call);
    // OPT-4: a yes to news waits for whoever reads the address.
    await askConfirmation(context, input.conversation);
    return decided;
  };

/** The answers alone. `isAddressNew`: they are for another address than the one that is left so far. */
export async function decide(
  context: Context,
  { conversation: id, notice, decisions, locale }: InputOf<typeof decideConsent>,
  { caller, scope, gpc, surface }: OperationCall,
  isAddressNew = false,
): Promise<OutputOf<typeof decideConsent>> {
  if (caller.role !== 'consumer') throw new Refusal('forbidden');
  const current = await context.policies.notice();
  requireCurrentNotice(current, notice);
  while (decisions.length > 0) {
    // REQ-1: a mailed link decides about the conversation of whoever wrote there.
    const { consumer, ...left } = await findConversation(context, id, scope);
    const before = await eventsOf(context, id);
    const events = consentEvents(decisions, {
      consumer: consumer as ConsumerId,
      conversation: id,
      notice: current,
      locale,
      at: context.clock.now(),
      after: before.at(-1)?.number ?? 0,
      permitted: permittedBy(before),
      confirmed: !isAddressNew && isConfirmed(left, caller),
      surface,
      gpc,
    });
    if (await append(context, events)) break;
  }
  return { conversation: await followEvents(context, id, scope) };
}

/** OPT-4: whoever reads the address has said so before, or has come by a link that was mailed to it (REQ-1). */
const isConfirmed = (
  { contactConfirmedAt, contactToken }: Pick<ConversationDocument, 'contactConfirmedAt' | 'contactToken'>,
  caller: OperationCall['caller'],
): boolean =>
  Boolean(contactConfirmedAt) ||
  (caller.role === 'consumer' && caller.address !== undefined && caller.address === contactToken);

/**
 * CON-6: what Global Privacy Control refuses and is not refused yet, is refused now. Called at a consumer's every
 * return; does nothing where there is nothing to add.
 */
export async function heedGpc(
  context: Context,
  conversation: ConversationDocument,
  { scope, caller }: Pick<OperationCall, 'scope' | 'caller'>,
): Promise<void> {
  if (caller.role !== 'consumer') return;
  const id = conversation._id as ConversationId;
  for (;;) {
    const before = await eventsOf(context, id);
    const decisions = gpcDecisions(before);
    if (decisions.length === 0) return;
    const events = consentEvents(decisions, {
      consumer: conversation.consumer as ConsumerId,
      conversation: id,
      notice: await context.policies.notice(),
      locale: before.at(-1)?.locale ?? 'en',
      at: context.clock.now(),
      after: before.at(-1)?.number ?? 0,
      permitted: permittedBy(before),
      surface: 'gpc',
      gpc: true,
    });
    if (await append(context, events)) break;
  }
  await followEvents(context, id, scope);
}
