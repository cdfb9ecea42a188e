import type { CannedReplyId } from '@parlour/shared/model/ids.js';
import {
  cannedReplyLimits,
  type CannedReplyView,
  type listCannedReplies,
  type removeCannedReply,
  type saveCannedReply,
} from '@parlour/shared/protocol/canned-reply.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Context } from '../context.js';
import { newId } from '../new-id.js';
import type { UseCase } from '../use-case.js';
import type { CannedReplyDocument } from './canned-reply.model.js';

export const listCannedRepliesCase =
  ({ models }: Context): UseCase<typeof listCannedReplies> =>
  async (_input, { scope }) => {
    const found = await models.CannedReply.find({ ...scope })
      .sort({ shortcut: 1 })
      .lean<CannedReplyDocument[]>();
    return { replies: found.map(viewOf) };
  };

export const saveCannedReplyCase =
  ({ models, audit }: Context): UseCase<typeof saveCannedReply> =>
  async ({ id, shortcut, text }, { caller, scope }) => {
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    const { merchant, account } = caller;
    const document: CannedReplyDocument = { _id: id ?? newId('cannedReply'), merchant, shortcut, text };
    if (!id && (await models.CannedReply.countDocuments({ merchant })) >= cannedReplyLimits.replies)
      throw new Refusal('list_full');
    try {
      if (id) {
        const filter = { ...scope, _id: id };
        const { matchedCount } = await models.CannedReply.updateOne(filter, { $set: { shortcut, text } });
        if (matchedCount === 0) throw new Refusal('not_found');
      } else await models.CannedReply.create(document);
    } catch (error) {
      throw (error as { code?: number }).code === 11_000 ? new Refusal('name_taken') : error;
    }
    await audit.append({
      actor: account,
      action: 'canned_reply.save',
      target: document._id,
      payload: { shortcut },
    });
    return { reply: viewOf(document) };
  };

export const removeCannedReplyCase =
  ({ models, audit }: Context): UseCase<typeof removeCannedReply> =>
  async ({ id }, { caller, scope }) => {
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    const { deletedCount } = await models.CannedReply.deleteOne({ ...scope, _id: id });
    if (deletedCount === 0) throw new Refusal('not_found');
    await audit.append({ actor: caller.account, action: 'canned_reply.remove', target: id });
    return {};
  };

const viewOf = ({ _id, shortcut, text }: CannedReplyDocument): CannedReplyView => ({
  id: _id as CannedReplyId,
  shortcut,
  text,
});
