import type { AccountId } from './ids.js';

/** What an agent chooses to be; whoever has no connection is offline, whatever they chose. */
export const availabilities = ['online', 'away', 'offline'] as const;
export type Availability = (typeof availabilities)[number];

/** CNV-2: whether waiting conversations are offered to agents, or taken by them from the queue. */
export const assignmentRules = ['automatic', 'by_hand'] as const;
export type AssignmentRule = (typeof assignmentRules)[number];

export interface AssignmentSettings {
  readonly rule: AssignmentRule;
  /** How long an agent has to answer an offer. */
  readonly offerSeconds: number;
}

export const usualAssignment: AssignmentSettings = { rule: 'automatic', offerSeconds: 30 };

/** How many conversations an agent is offered at once, where their manager has not said otherwise. */
export const usualCapacity = 4;

/** How an agent stands, as colleagues see it. */
export interface AgentState {
  readonly id: AccountId;
  readonly name: string;
  readonly role: 'agent' | 'manager';
  /** True of the sockets that are open: `offline` where there is none. */
  readonly availability: Availability;
  readonly capacity: number;
  /** The conversations they have, without those that they have put off. */
  readonly load: number;
}
