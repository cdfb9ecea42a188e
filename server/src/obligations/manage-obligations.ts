/** RET-13: which fields a law makes a merchant keep. For managers; each step is in the audit. */
import type { ObligationId, ObligedRecordId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import {
  obligationLimits,
  type addObligation,
  type endObligation,
  type listObligations,
  type ObligationView,
  type readObliged,
} from '@parlour/shared/protocol/obligation.js';
import type { Context } from '../context.js';
import { accountOf } from '../holds/place-hold.js';
import { newId } from '../new-id.js';
import { journaledObligation, storeObligation } from './store-obligation.js';
import type { UseCase } from '../use-case.js';
import type { ObligationDocument } from './obligation.model.js';
import { openObliged } from './obliged-fields.js';
import type { ObligedRecordDocument } from './obliged-record.model.js';

const shown = 200;

async function view({ models, directory }: Context, found: ObligationDocument): Promise<ObligationView> {
  const { _id, basis, fields, keep, addedAt, addedBy, endedAt } = found;
  const [names, records] = await Promise.all([
    directory.agentNames([addedBy]),
    models.ObligedRecord.countDocuments({ obligation: _id }),
  ]);
  return {
    id: _id as ObligationId,
    basis,
    fields,
    keep,
    addedAt: addedAt.getTime(),
    addedBy: names.get(addedBy) ?? '',
    endedAt: endedAt?.getTime() ?? null,
    records,
  };
}

export const listObligationsCase =
  (context: Context): UseCase<typeof listObligations> =>
  async (_input, { scope }) => {
    const { Obligation, ObligedRecord } = context.models;
    const [found, records] = await Promise.all([
      Obligation.find({ ...scope, whole: null })
        .sort({ endedAt: 1, addedAt: -1 })
        .limit(shown)
        .lean<ObligationDocument[]>(),
      ObligedRecord.find({ ...scope, until: { $gt: new Date(context.clock.now()) } })
        .sort({ keptSince: -1 })
        .limit(shown)
        .lean<ObligedRecordDocument[]>(),
    ]);
    const bases = new Map(found.map(({ _id, basis }) => [_id, basis]));
    return {
      obligations: await Promise.all(found.map((one) => view(context, one))),
      records: records.map(({ _id, obligation, fields, keptSince, until }) => ({
        id: _id as ObligedRecordId,
        basis: bases.get(obligation) ?? '',
        fields,
        keptSince: keptSince.getTime(),
        until: until.getTime(),
      })),
    };
  };

export const addObligationCase =
  (context: Context): UseCase<typeof addObligation> =>
  async ({ basis, fields, keep }, { caller, scope }) => {
    const { models, clock, audit } = context;
    const { merchant } = scope;
    if (merchant === undefined) throw new Refusal('forbidden');
    if (
      (await models.Obligation.countDocuments({ merchant, endedAt: null, whole: null })) >=
      obligationLimits.inForce
    )
      throw new Refusal('invalid_input', {
        issues: [{ path: 'basis', message: `at most ${obligationLimits.inForce} are in force at once` }],
      });
    const added: ObligationDocument = {
      _id: newId('obligation'),
      merchant,
      basis: basis.trim(),
      fields: [...fields],
      keep,
      addedAt: new Date(clock.now()),
      addedBy: accountOf(caller),
      endedAt: null,
    };
    await audit.append({
      actor: accountOf(caller),
      action: 'obligation.add',
      target: added._id,
      payload: { basis: added.basis, fields, keep },
    });
    await storeObligation(context, added);
    return { obligation: await view(context, added) };
  };

/** What it kept goes with the next look of `retention/purge-obliged.ts`; it is unreadable at once. */
export const endObligationCase =
  (context: Context): UseCase<typeof endObligation> =>
  async ({ obligation: id }, { caller, scope }) => {
    const { models, clock, audit, journal } = context;
    const ended = await models.Obligation.findOneAndUpdate(
      { ...scope, _id: id, endedAt: null, whole: null },
      { $set: { endedAt: new Date(clock.now()) } },
      { returnDocument: 'after' },
    ).lean<ObligationDocument>();
    if (!ended) throw new Refusal('not_found');
    await journal.append([journaledObligation(ended)]);
    await audit.append({ actor: accountOf(caller), action: 'obligation.end', target: id });
    return { obligation: await view(context, ended) };
  };

export const readObligedCase =
  ({ models, clock, vault, audit }: Context): UseCase<typeof readObliged> =>
  async ({ record: id, reason }, { caller, scope }) => {
    const found = await models.ObligedRecord.findOne({
      ...scope,
      _id: id,
      until: { $gt: new Date(clock.now()) },
    }).lean<ObligedRecordDocument>();
    const isInForce = found && (await models.Obligation.exists({ _id: found.obligation, endedAt: null }));
    if (!found || !isInForce) throw new Refusal('not_found');
    await audit.append({
      actor: accountOf(caller),
      action: 'obligation.read',
      target: id,
      payload: { reason, obligation: found.obligation },
    });
    return { fields: await openObliged(vault, found) };
  };
