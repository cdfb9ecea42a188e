import type { readAssignment, setAssignment, setCapacity } from '@parlour/shared/protocol/assignment.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { AccountDocument } from '../accounts/account.model.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { agentStates } from './agent-states.js';

/** CNV-2: what a colleague needs to know before they hand something over, and a manager to divide the work. */
export const readAssignmentCase =
  (context: Context): UseCase<typeof readAssignment> =>
  async (_input, { caller, scope }) => {
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    const accounts = await context.models.Account.find({ ...scope, disabledAt: null })
      .sort({ name: 1, _id: 1 })
      .lean<AccountDocument[]>();
    return {
      settings: await context.assignment.settingsOf(caller.merchant),
      agents: await agentStates(context, caller.merchant, accounts),
      chosen: accounts.find(({ _id }) => _id === caller.account)?.availability ?? 'online',
    };
  };

export const setAssignmentCase =
  ({ models, bus, audit }: Context): UseCase<typeof setAssignment> =>
  async (settings, { caller }) => {
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    const { account, merchant } = caller;
    await models.AssignmentRule.updateOne({ _id: merchant }, { $set: settings }, { upsert: true });
    await audit.append({
      actor: account,
      action: 'assignment.set',
      target: merchant,
      payload: { ...settings },
    });
    bus.tell('assignment.changed', { merchant });
    return { settings };
  };

export const setCapacityCase =
  (context: Context): UseCase<typeof setCapacity> =>
  async ({ account: id, capacity }, { caller, scope }) => {
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    const { account: actor, merchant } = caller;
    const changed = await context.models.Account.findOneAndUpdate(
      { ...scope, _id: id },
      { $set: { capacity } },
      { returnDocument: 'after' },
    ).lean<AccountDocument>();
    if (!changed) throw new Refusal('not_found');
    await context.audit.append({ actor, action: 'agent.capacity', target: id, payload: { capacity } });
    context.bus.tell('assignment.changed', { merchant });
    const [agent] = await agentStates(context, merchant, [changed]);
    return { agent: agent! };
  };
