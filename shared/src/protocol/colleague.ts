import type { AgentView } from '../model/conversation.js';
import type { ConversationId } from '../model/ids.js';
import { operation } from './define.js';

/** What a colleague does with a conversation; that they type a reply is told by `typing.shown`. */
export type Looking = 'reading' | 'noting' | 'gone';

export interface ColleagueView extends AgentView {
  /** Whether they are connected now. */
  readonly online: boolean;
}

export const listColleagues = operation<Record<never, never>, { colleagues: readonly ColleagueView[] }>()({
  name: 'colleague.list',
  summary: 'The agents and managers of the caller’s merchant, by name.',
  capability: 'colleague.read',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/colleagues'],
  socket: true,
});

export const look = operation<{ conversation: ConversationId; doing: Looking }, Record<never, never>>()({
  name: 'colleague.look',
  summary:
    'Shows colleagues that the caller has a conversation open; it disappears by itself after twenty seconds. Stored nowhere.',
  capability: 'colleague.look',
  purpose: 'service',
  limit: 'signal',
  socket: true,
});

export const colleagueOperations = [listColleagues, look] as const;
