/**
 * REQ-5: a deletion is done; in part, where a law keeps fields of what is gone, or the whole of it hidden from everybody
 * until a date, and then it is said which and why.
 */
import type { Context } from '../context.js';
import type { ObligationDocument } from '../obligations/obligation.model.js';
import { told } from '../obligations/obliged.js';
import { seal } from '../vault/seal.js';
import { keyOf } from './request-store.js';

const fieldWords = {
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
  const whole = await models.Conversation.find(keptWhole(conversations, clock.now()), {
    obligations: 1,
    expiresAt: 1,
  }).lean();
  const laws = await models.Obligation.find({
    _id: { $in: whole.flatMap((one) => one.obligations ?? []) },
    whole: true,
    endedAt: null,
  }).lean<ObligationDocument[]>();
  const key = await keyOf(context, request);
  const isPart = records.length + whole.length > 0;
  const words = [
    ...(records.length > 0 ? explain(obligations, records) : []),
    ...(whole.length > 0 ? explainWhole(laws, whole) : []),
  ].join('\n');
  await models.Request.updateOne(
    { _id: request, closedAt: null },
    {
      $set: {
        state: isPart ? 'partially_fulfilled' : 'fulfilled',
        closedAt: new Date(clock.now()),
        waitsFor: [],
        ...(isPart && key && { answer: seal(key, `${request}/answer`, words) }),
      },
    },
  );
  return new Set([...records.map(({ conversation }) => conversation), ...whole.map(({ _id }) => _id)]).size;
}

/** RET-14: those of them that a law keeps whole, hidden. */
export const keptWhole = (conversations: readonly string[], now: number) => ({
  _id: { $in: conversations },
  statutory: { $gt: 0 },
  expiresAt: { $gt: new Date(now) },
});

const explainWhole = (
  laws: readonly ObligationDocument[],
  kept: readonly { readonly expiresAt: Date; readonly obligations?: string[] }[],
): string[] => [
  'Hidden from everybody from now on, and deleted by itself on its date. Until then the law makes the merchant keep it:',
  ...laws.map((law) => {
    const theirs = kept.filter(({ obligations = [] }) => obligations.includes(law._id));
    const until = new Date(Math.max(...theirs.map(({ expiresAt }) => expiresAt.getTime())));
    return `until ${until.toISOString().slice(0, 10)}: ${told(law).basis}`;
  }),
];

const explain = (
  obligations: readonly ObligationDocument[],
  records: readonly { readonly obligation: string; readonly until: Date }[],
): string[] => [
  'What was said is deleted. The law makes the merchant keep:',
  ...obligations.map(({ _id, basis, fields }) => {
    const kept = records.filter(({ obligation }) => obligation === _id);
    const until = new Date(Math.max(...kept.map((record) => record.until.getTime())));
    const named = fields.map((field) => fieldWords[field]).join(', ');
    return `${named}, until ${until.toISOString().slice(0, 10)}: ${basis}`;
  }),
];
