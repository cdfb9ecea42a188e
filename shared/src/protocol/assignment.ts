import type { AgentState, AssignmentSettings, Availability } from '../model/agent.js';
import type { InboxEntry } from '../model/conversation.js';
import type { AccountId, ConversationId } from '../model/ids.js';
import { operation } from './define.js';

export interface AssignmentView {
  readonly settings: AssignmentSettings;
  /** The merchant's agents and managers, by name. */
  readonly agents: readonly AgentState[];
  /** What the caller has chosen to be. */
  readonly chosen: Availability;
}

export const readAssignment = operation<Record<never, never>, AssignmentView>()({
  name: 'assignment.read',
  summary: 'Who of the merchant answers now, how much each has, and how conversations are assigned.',
  capability: 'assignment.read',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/assignment'],
  socket: true,
});

export const setAssignment = operation<AssignmentSettings, { settings: AssignmentSettings }>()({
  name: 'assignment.set',
  summary:
    'Whether waiting conversations are offered to agents or taken by hand, and for how long an offer stands.',
  capability: 'settings.manage',
  purpose: 'service',
  limit: 'write',
  http: ['PUT', '/assignment'],
  socket: true,
});

export const setCapacity = operation<{ account: AccountId; capacity: number }, { agent: AgentState }>()({
  name: 'agent.capacity',
  summary: 'How many conversations an agent is offered at once; 0 offers them none.',
  capability: 'settings.manage',
  purpose: 'service',
  limit: 'write',
  http: ['PUT', '/agents/:account/capacity'],
  socket: true,
});

export const chooseAvailability = operation<{ availability: Availability }, { availability: Availability }>()(
  {
    name: 'availability.choose',
    summary: 'Whether the caller can answer now. Whoever is away or offline is offered nothing.',
    capability: 'availability.choose',
    purpose: 'service',
    limit: 'write',
    http: ['PUT', '/availability'],
    socket: true,
  },
);

export const listOffers = operation<Record<never, never>, { entries: readonly InboxEntry[] }>()({
  name: 'offer.list',
  summary:
    'The conversations that are offered to the caller at this moment. Changes follow as inbox.changed.',
  capability: 'conversation.accept',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/offers'],
  socket: true,
});

export const declineOffer = operation<{ conversation: ConversationId }, Record<never, never>>()({
  name: 'offer.decline',
  summary:
    'Declines an offer: the conversation is offered to somebody else, and stays in the queue until then.',
  capability: 'conversation.accept',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/conversations/:conversation/decline'],
  socket: true,
});

export const assignmentOperations = [
  readAssignment,
  setAssignment,
  setCapacity,
  chooseAvailability,
  listOffers,
  declineOffer,
] as const;
