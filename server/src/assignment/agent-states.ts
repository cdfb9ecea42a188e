import { usualCapacity, type AgentState } from '@parlour/shared/model/agent.js';
import type { AccountId } from '@parlour/shared/model/ids.js';
import type { AccountDocument } from '../accounts/account.model.js';
import type { Context } from '../context.js';

/** How agents and managers stand: what they have chosen, whether they are connected, and how much they have. */
export async function agentStates(
  { assignment, agents }: Pick<Context, 'assignment' | 'agents'>,
  merchant: string,
  accounts: readonly AccountDocument[],
): Promise<AgentState[]> {
  const loads = await assignment.loadsOf(
    merchant,
    accounts.map(({ _id }) => _id),
  );
  return accounts.map(({ _id, name, role, capacity }) => ({
    id: _id as AccountId,
    name,
    role: role === 'manager' ? 'manager' : 'agent',
    availability: agents.availabilityOf(_id as AccountId),
    capacity: capacity ?? usualCapacity,
    load: loads.get(_id) ?? 0,
  }));
}
