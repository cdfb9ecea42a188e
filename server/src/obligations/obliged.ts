/** What the consumer is told of obligations: before a conversation is gone, and after. */
import type { ObligationTold } from '@parlour/shared/model/obligation.js';
import type { OwnData } from '@parlour/shared/protocol/privacy.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import type { OperationCall } from '../use-case.js';
import type { ObligationDocument } from './obligation.model.js';
import { openObliged, type ObligedText } from './obliged-fields.js';
import type { ObligedRecordDocument } from './obliged-record.model.js';

const shown = 500;

/**
 * A conversation carries those that were in force when it began: none that is added later reaches it (RET-6). With
 * them how long a law keeps it whole (RET-14); 0 where none does.
 */
export async function obligationsOf(
  { models }: Pick<Context, 'models'>,
  merchant: string,
): Promise<{ ids: string[]; statutory: number }> {
  const found = await models.Obligation.find(
    { merchant, endedAt: null },
    { _id: 1, keep: 1, whole: 1 },
  ).lean();
  return { ids: found.map(({ _id }) => _id), statutory: statutoryOf(found) };
}

/** RET-14: the law that keeps the merchant's conversations longest, or this one, as the consumer is told. */
export async function lawOf(
  { models }: Pick<Context, 'models'>,
  whose: { readonly merchant: string } | Pick<ConversationDocument, 'obligations'>,
): Promise<{ law?: { basis: string; keep: number } }> {
  const which =
    'merchant' in whose ? { merchant: whose.merchant } : { _id: { $in: whose.obligations ?? [] } };
  const law = await models.Obligation.findOne({ ...which, endedAt: null, whole: true })
    .sort({ keep: -1 })
    .lean<ObligationDocument>();
  return law ? { law: { basis: told(law).basis, keep: law.keep } } : {};
}

export const statutoryOf = (laws: readonly Pick<ObligationDocument, 'keep' | 'whole'>[]): number =>
  Math.max(0, ...laws.map(({ keep, whole }) => (whole ? keep : 0)));

/** Those that will keep something of it. */
export async function obligationsFor(
  { models }: Pick<Context, 'models'>,
  conversation: Pick<ConversationDocument, 'obligations'>,
): Promise<ObligationDocument[]> {
  const { obligations = [] } = conversation;
  if (obligations.length === 0) return [];
  return models.Obligation.find({ _id: { $in: obligations }, endedAt: null }).lean<ObligationDocument[]>();
}

export const told = ({ basis, source, fields, keep, whole }: ObligationDocument): ObligationTold => ({
  basis: source ? `${basis} (${source})` : basis,
  fields,
  keep,
  ...(whole && { whole: true as const }),
});

/** RET-14: of those that the consumer has deleted, the ones that a law keeps whole for a while; longest law first. */
export async function keptByLaw(
  { models, clock }: Pick<Context, 'models' | 'clock'>,
  all: readonly ConversationDocument[],
): Promise<OwnData['byLaw'][number][]> {
  const hidden = all.filter(
    ({ state, statutory, expiresAt }) =>
      state === 'expired' && (statutory ?? 0) > 0 && expiresAt.getTime() > clock.now(),
  );
  return Promise.all(
    hidden.map(async (conversation) => {
      const laws = (await obligationsFor({ models }, conversation)).filter(({ whole }) => whole);
      const [law] = laws.toSorted((one, other) => other.keep - one.keep);
      const { startedAt, expiresAt } = conversation;
      return {
        startedAt: startedAt.getTime(),
        until: expiresAt.getTime(),
        basis: law ? told(law).basis : '',
      };
    }),
  );
}

type Obliged = OwnData['obliged'][number];

/** What is kept of the consumer's own conversations that are gone. */
export async function obligedOf(
  context: Pick<Context, 'models' | 'clock'>,
  { scope }: Pick<OperationCall, 'scope'>,
): Promise<Obliged[]> {
  return (await recordsOf(context, scope)).map(({ record, basis }) => ({
    basis,
    fields: record.fields,
    until: record.until.getTime(),
  }));
}

/** The same with what is in it, for the consumer's own copy (REQ-3). */
export async function obligedCopy(
  context: Pick<Context, 'models' | 'clock' | 'vault'>,
  { scope }: Pick<OperationCall, 'scope'>,
  agentNames: boolean,
): Promise<{ basis: string; until: string; kept: readonly ObligedText[] }[]> {
  const found = await recordsOf(context, scope);
  return Promise.all(
    found.map(async ({ record, basis }) => ({
      basis,
      until: record.until.toISOString(),
      kept: (await openObliged(context.vault, record)).filter(
        ({ field }) => agentNames || field !== 'agents',
      ),
    })),
  );
}

async function recordsOf(
  { models, clock }: Pick<Context, 'models' | 'clock'>,
  scope: OperationCall['scope'],
): Promise<{ record: ObligedRecordDocument; basis: string }[]> {
  const records = await models.ObligedRecord.find({ ...scope, until: { $gt: new Date(clock.now()) } })
    .sort({ keptSince: -1 })
    .limit(shown)
    .lean<ObligedRecordDocument[]>();
  if (records.length === 0) return [];
  const inForce = await models.Obligation.find({
    _id: { $in: records.map(({ obligation }) => obligation) },
    endedAt: null,
  }).lean();
  const bases = new Map(inForce.map(({ _id, basis }) => [_id, basis]));
  return records.flatMap((record) => {
    const basis = bases.get(record.obligation);
    return basis === undefined ? [] : [{ record, basis }];
  });
}
