/**
 * RET-14: which laws keep a merchant's conversations whole. Only admins enter them, after fresh proof: who may delete
 * is the consumer, and what overrides that is not the merchant's to decide. Each step is in the audit.
 */
import type { ObligationId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import {
  obligationLimits,
  type addLaw,
  type endLaw,
  type LawView,
  type listLaws,
} from '@parlour/shared/protocol/obligation.js';
import type { Context } from '../context.js';
import { accountOf } from '../holds/place-hold.js';
import { newId } from '../new-id.js';
import type { UseCase } from '../use-case.js';
import { letGo } from './let-go.js';
import type { ObligationDocument } from './obligation.model.js';
import { journaledObligation, storeObligation } from './store-obligation.js';

const shown = 200;

export const listLawsCase =
  (context: Context): UseCase<typeof listLaws> =>
  async () => {
    const found = await context.models.Obligation.find({ whole: true })
      .sort({ endedAt: 1, addedAt: -1 })
      .limit(shown)
      .lean<ObligationDocument[]>();
    return { laws: await Promise.all(found.map((law) => view(context, law))) };
  };

export const addLawCase =
  (context: Context): UseCase<typeof addLaw> =>
  async ({ merchant: slug, basis, source, keep }, { caller }) => {
    const { models, clock, audit } = context;
    const merchant = await models.Merchant.findOne({ slug: slug.trim() }, { _id: 1 }).lean();
    if (!merchant) throw invalid('merchant', 'names no merchant');
    const inForce = { merchant: merchant._id, whole: true, endedAt: null };
    if ((await models.Obligation.countDocuments(inForce)) >= obligationLimits.inForce)
      throw invalid('basis', `at most ${obligationLimits.inForce} are in force at once`);
    const law: ObligationDocument = {
      _id: newId('obligation'),
      merchant: merchant._id,
      basis: basis.trim(),
      source: source.trim(),
      fields: [],
      whole: true,
      keep,
      addedAt: new Date(clock.now()),
      addedBy: accountOf(caller),
      endedAt: null,
    };
    await audit.append({
      actor: accountOf(caller),
      action: 'law.add',
      target: law._id,
      payload: { merchant: law.merchant, basis: law.basis, source: source.trim(), keep },
    });
    await storeObligation(context, law);
    return { law: await view(context, law) };
  };

export const endLawCase =
  (context: Context): UseCase<typeof endLaw> =>
  async ({ obligation: id }, { caller }) => {
    const { models, clock, audit, journal } = context;
    const ended = await models.Obligation.findOneAndUpdate(
      { _id: id, endedAt: null, whole: true },
      { $set: { endedAt: new Date(clock.now()) } },
      { returnDocument: 'after' },
    ).lean<ObligationDocument>();
    if (!ended) throw new Refusal('not_found');
    await journal.append([journaledObligation(ended)]);
    await audit.append({ actor: accountOf(caller), action: 'law.end', target: id });
    await letGo(context);
    return { law: await view(context, ended) };
  };

const invalid = (path: string, message: string): Refusal =>
  new Refusal('invalid_input', { issues: [{ path, message }] });

async function view({ models, directory }: Context, law: ObligationDocument): Promise<LawView> {
  const { _id, merchant, basis, source = '', keep, addedAt, addedBy, endedAt } = law;
  const [names, conversations, whose] = await Promise.all([
    directory.agentNames([addedBy]),
    models.Conversation.countDocuments({ statutory: { $gt: 0 }, obligations: _id }),
    directory.merchant(merchant as never),
  ]);
  return {
    id: _id as ObligationId,
    merchant: whose?.name ?? '',
    basis,
    source,
    keep,
    addedAt: addedAt.getTime(),
    addedBy: names.get(addedBy) ?? '',
    endedAt: endedAt?.getTime() ?? null,
    conversations,
  };
}
