import type { LabelId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import {
  labelLimits,
  type LabelView,
  type listLabels,
  type removeLabel,
  type saveLabel,
} from '@parlour/shared/protocol/label.js';
import type { Context } from '../context.js';
import { newId } from '../new-id.js';
import type { UseCase } from '../use-case.js';
import type { LabelDocument } from './label.model.js';

export const listLabelsCase =
  ({ models }: Context): UseCase<typeof listLabels> =>
  async (_input, { scope }) => {
    const found = await models.Label.find({ ...scope })
      .sort({ folded: 1 })
      .lean<LabelDocument[]>();
    return { labels: found.map(viewOf) };
  };

export const saveLabelCase =
  ({ models, audit }: Context): UseCase<typeof saveLabel> =>
  async ({ id, name, colour }, { caller, scope }) => {
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    const { merchant, account } = caller;
    const folded = name.normalize('NFKC').toLowerCase();
    const document: LabelDocument = { _id: id ?? newId('label'), merchant, name, folded, colour };
    if (!id && (await models.Label.countDocuments({ merchant })) >= labelLimits.labels)
      throw new Refusal('list_full');
    try {
      if (id) {
        const filter = { ...scope, _id: id };
        const { matchedCount } = await models.Label.updateOne(filter, { $set: { name, folded, colour } });
        if (matchedCount === 0) throw new Refusal('not_found');
      } else await models.Label.create(document);
    } catch (error) {
      throw (error as { code?: number }).code === 11_000 ? new Refusal('name_taken') : error;
    }
    await audit.append({ actor: account, action: 'label.save', target: document._id, payload: { name } });
    return { label: viewOf(document) };
  };

/** Conversations lose it after that. One that a crash leaves with it names a label that is not there: it shows none. */
export const removeLabelCase =
  ({ models, audit }: Context): UseCase<typeof removeLabel> =>
  async ({ id }, { caller, scope }) => {
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    const { deletedCount } = await models.Label.deleteOne({ ...scope, _id: id });
    if (deletedCount === 0) throw new Refusal('not_found');
    await models.Conversation.updateMany({ ...scope, labels: id }, { $pull: { labels: id } });
    await audit.append({ actor: caller.account, action: 'label.remove', target: id });
    return {};
  };

const viewOf = ({ _id, name, colour }: LabelDocument): LabelView => ({ id: _id as LabelId, name, colour });
