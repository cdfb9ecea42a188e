/** DIS-2: the registry of processors: whom a merchant gives something, what for, and what of it. */
import type { MerchantId, ProcessorId } from '@parlour/shared/model/ids.js';
import type {
  listProcessors,
  ProcessorView,
  removeProcessor,
  saveProcessor,
} from '@parlour/shared/protocol/disclosure.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Context } from '../context.js';
import { newId } from '../new-id.js';
import type { OperationCall, UseCase } from '../use-case.js';
import type { ProcessorDocument } from './processor.model.js';

const shown = 500;

async function view({ directory }: Context, processor: ProcessorDocument): Promise<ProcessorView> {
  const { _id, name, category, purpose, fields, merchant } = processor;
  const owner = (await directory.merchant(merchant))?.name ?? '';
  return { id: _id as ProcessorId, name, category, purpose, fields, merchant: owner };
}

/** The processor, if it is in the registry and within the caller's scope. */
export async function processorOf(
  { models }: Pick<Context, 'models'>,
  id: ProcessorId,
  scope: OperationCall['scope'],
): Promise<ProcessorDocument> {
  const found = await models.Processor.findOne({
    ...scope,
    _id: id,
    removedAt: null,
  }).lean<ProcessorDocument>();
  if (!found) throw new Refusal('not_found');
  return found;
}

export const listProcessorsCase =
  (context: Context): UseCase<typeof listProcessors> =>
  async (_input, { scope }) => {
    const found = await context.models.Processor.find({ ...scope, removedAt: null })
      .sort({ name: 1 })
      .limit(shown)
      .lean<ProcessorDocument[]>();
    return { processors: await Promise.all(found.map((one) => view(context, one))) };
  };

/** A change acts on what is sent from then on, also on what waits already: it is put together when it leaves. */
export const saveProcessorCase =
  (context: Context): UseCase<typeof saveProcessor> =>
  async ({ processor: id, fields, ...given }, { caller, scope }) => {
    const { models, clock, audit, webhooks } = context;
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    const known = id ? await processorOf(context, id, scope) : null;
    const saved: ProcessorDocument = {
      _id: known?._id ?? newId('processor'),
      merchant: caller.merchant satisfies MerchantId,
      ...given,
      fields: [...fields],
      createdAt: known?.createdAt ?? new Date(clock.now()),
      removedAt: null,
    };
    await audit.append({
      actor: caller.account,
      action: 'processor.save',
      target: saved._id,
      payload: { name: saved.name, category: saved.category, fields: saved.fields },
    });
    await models.Processor.replaceOne({ _id: saved._id }, saved, { upsert: true });
    webhooks.forget(saved.merchant);
    return { processor: await view(context, saved) };
  };

export const removeProcessorCase =
  (context: Context): UseCase<typeof removeProcessor> =>
  async ({ processor: id }, { caller, scope }) => {
    const { models, clock, audit } = context;
    const found = await processorOf(context, id, scope);
    if (await models.Webhook.exists({ processor: id, removedAt: null })) throw new Refusal('in_use');
    if ('account' in caller)
      await audit.append({ actor: caller.account, action: 'processor.remove', target: found._id });
    await models.Processor.updateOne({ _id: id }, { $set: { removedAt: new Date(clock.now()) } });
    return {};
  };
