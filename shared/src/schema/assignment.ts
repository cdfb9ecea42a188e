import { z } from 'zod';
import { assignmentRules, availabilities } from '../model/agent.js';
import { accountId, conversationId, nothing } from './fields.js';
import { inboxEntry } from './views.js';

const availability = z.enum(availabilities);

const agentState = z
  .object({
    id: accountId,
    name: z.string(),
    role: z.enum(['agent', 'manager']),
    availability,
    capacity: z.int(),
    load: z.int(),
  })
  .meta({ id: 'AgentState' });

const rule = z.enum(assignmentRules);
const settings = z.object({ rule, offerSeconds: z.int() });

export const assignmentSchemas = {
  'assignment.read': {
    input: nothing,
    output: z.object({ settings, agents: z.array(agentState), chosen: availability }),
  },
  'assignment.set': {
    input: z.strictObject({ rule, offerSeconds: z.int().min(10).max(600) }),
    output: z.object({ settings }),
  },
  'agent.capacity': {
    input: z.strictObject({ account: accountId, capacity: z.int().min(0).max(50) }),
    output: z.object({ agent: agentState }),
  },
  'availability.choose': {
    input: z.strictObject({ availability }),
    output: z.object({ availability }),
  },
  'offer.list': { input: nothing, output: z.object({ entries: z.array(inboxEntry) }) },
  'offer.decline': { input: z.strictObject({ conversation: conversationId }), output: z.object({}) },
};
