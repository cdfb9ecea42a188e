/** REQ-5: a deletion is done; in part, where a law keeps fields of what is gone, and then it is said which and why. */
import type { Context } from '../context.js';
import type { ObligationDocument } from '../obligations/obligation.model.js';
import { seal } from '../vault/seal.js';
import { keyOf } from './request-store.js';

const words = {
  times: 'when it took place',
  agents: 'who answered',
  answers: 'what you had filled in',
  contact: 'the address that you left',
  consents: 'what you agreed to',
  rating: 'your rating',
} as const;

/** Returns of how many conversations something is kept. */
export async function closeDeletion(
  context: Pick<Context, 'models' | 'clock' | 'vault'>,
  request: string,
  conversations: readonly string[],
): Promise<number> {
  const { models, clock } = context;
  const records = await models.ObligedRecord.find(
    { conversation: { $in: conversations } },
    { conversation: 1, obligation: 1, until: 1 },
  ).lean();
  const obligations = await models.Obligation.find({
    _id: { $in: records.map(({ obligation }) => obligation) },
  }).lean<ObligationDocument[]>();
  const key = await keyOf(context, request);
  const isPart = records.length > 0;
  await models.Request.updateOne(
    { _id: request, closedAt: null },
    {
      $set: {
        state: isPart ? 'partially_fulfilled' : 'fulfilled',
        closedAt: new Date(clock.now()),
        waitsFor: [],
        ...(isPart && key && { answer: seal(key, `${request}/answer`, explain(obligations, records)) }),
      },
    },
  );
  return new Set(records.map(({ conversation }) => conversation)).size;
}

const explain = (
  obligations: readonly ObligationDocument[],
  records: readonly { readonly obligation: string; readonly until: Date }[],
): string =>
  [
    'What was said is deleted. The law makes the merchant keep:',
    ...obligations.map(({ _id, basis, fields }) => {
      const kept = records.filter(({ obligation }) => obligation === _id);
      const until = new Date(Math.max(...kept.map((record) => record.until.getTime())));
      const named = fields.map((field) => words[field]).join(', ');
      return `${named}, until ${until.toISOString().slice(0, 10)}: ${basis}`;
    }),
  ].join('\n');
