/** RET-10: an obligation is on disk outside the database before it acts, for a restored backup to learn of. */
import type { Context } from '../context.js';
import type { JournaledObligation, JournalLine } from '../retention/journal.js';
import type { ObligationDocument } from './obligation.model.js';

export const journaledObligation = ({ addedAt, endedAt, ...rest }: ObligationDocument): JournalLine => ({
  kind: 'obligation',
  obligation: { ...rest, addedAt: addedAt.getTime(), endedAt: endedAt?.getTime() ?? null },
});

export async function storeObligation(
  { models, journal }: Pick<Context, 'models' | 'journal'>,
  added: ObligationDocument,
): Promise<void> {
  await journal.append([journaledObligation(added)]);
  await models.Obligation.create(added);
}

/** False where the database has it as it is. One that has ended there does not come back into force. */
export async function putObligation(
  { models }: Pick<Context, 'models'>,
  { addedAt, endedAt, ...rest }: JournaledObligation,
): Promise<boolean> {
  const before = await models.Obligation.findById(rest._id).lean();
  if (before && (endedAt === null || before.endedAt !== null)) return false;
  const put: ObligationDocument = {
    ...rest,
    fields: [...rest.fields],
    addedAt: new Date(addedAt),
    endedAt: endedAt === null ? null : new Date(endedAt),
  };
  await models.Obligation.replaceOne({ _id: put._id }, put, { upsert: true });
  return true;
}
