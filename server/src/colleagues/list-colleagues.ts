import type { AccountId } from '@parlour/shared/model/ids.js';
import type { listColleagues } from '@parlour/shared/protocol/colleague.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';

const most = 500;

/** Who works for the caller's merchant, to be named in a note. Never an address: those are the manager's to see. */
export const listColleaguesCase =
  ({ models, agents }: Context): UseCase<typeof listColleagues> =>
  async (_input, { caller, scope }) => {
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    const found = await models.Account.find({ ...scope, audience: 'merchant', disabledAt: null }, { name: 1 })
      .sort({ name: 1 })
      .limit(most)
      .lean();
    const online = agents.agentsOf(caller.merchant);
    return {
      colleagues: found.map(({ _id, name }) => ({
        id: _id as AccountId,
        name,
        online: online.has(_id as AccountId),
      })),
    };
  };
