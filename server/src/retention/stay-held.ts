/**
 * RET-5: the last look before anything is deleted, after the intent is written. Whoever places a hold stores it first
 * and looks for intents then; so either the hold is seen here, or it was stored after this look and waits until the
 * few that are being deleted are gone.
 */
import type { Context } from '../context.js';
import { coversConversation, holdsInForce, type Covered } from '../holds/holds-in-force.js';
import { markHeld } from '../holds/mark-held.js';

type HeldContext = Pick<Context, 'models' | 'vault'>;

/** Those that no hold covers. What one covers lives on, hidden, and its intent waits for the release. */
export async function letHeldLive<Conversation extends Covered>(
  context: HeldContext,
  conversations: readonly Conversation[],
): Promise<Conversation[]> {
  const holds = await holdsInForce(context.models);
  const free: Conversation[] = [];
  const kept: string[] = [];
  for (const conversation of conversations) {
    const covers = holds.some(({ scope }) => coversConversation(scope, conversation));
    if (covers) kept.push(conversation._id);
    else free.push(conversation);
  }
  if (kept.length === 0) return free;
  for (const hold of holds) {
    const covered = conversations.filter((one) => coversConversation(hold.scope, one));
    if (covered.length > 0)
      await markHeld(
        context,
        hold,
        covered.map(({ _id }) => _id),
      );
  }
  await context.models.PurgeLedger.updateMany(
    { _id: { $in: kept.map((id) => context.vault.subject(id)) }, doneAt: null },
    { $set: { held: true } },
  );
  return free;
}
