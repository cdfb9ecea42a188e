import type { CannedReplyId } from '../model/ids.js';
import { operation } from './define.js';

/** A merchant's own text, put into a reply with `/` and its shortcut. */
export interface CannedReplyView {
  readonly id: CannedReplyId;
  /** Lower case, without the slash. */
  readonly shortcut: string;
  /** May hold `{agent}` and `{merchant}`, filled where it is used. */
  readonly text: string;
}

export const cannedReplyLimits = { replies: 200, shortcut: 40 } as const;

export const listCannedReplies = operation<Record<never, never>, { replies: readonly CannedReplyView[] }>()({
  name: 'canned_reply.list',
  summary: 'The merchant’s canned replies, by shortcut.',
  capability: 'canned_reply.read',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/canned-replies'],
  socket: true,
});

export interface SaveCannedReplyInput {
  /** Which one to change; absent for a new one. */
  readonly id?: CannedReplyId | undefined;
  readonly shortcut: string;
  readonly text: string;
}

export const saveCannedReply = operation<SaveCannedReplyInput, { reply: CannedReplyView }>()({
  name: 'canned_reply.save',
  summary: 'Adds a canned reply or changes one. A shortcut that another has is refused.',
  capability: 'canned_reply.manage',
  purpose: 'service',
  limit: 'write',
  http: ['POST', '/canned-replies'],
  socket: true,
});

export const removeCannedReply = operation<{ id: CannedReplyId }, Record<never, never>>()({
  name: 'canned_reply.remove',
  summary: 'Removes a canned reply. What was sent with it stays as it is.',
  capability: 'canned_reply.manage',
  purpose: 'service',
  limit: 'write',
  http: ['DELETE', '/canned-replies/:id'],
  socket: true,
});

export const cannedReplyOperations = [listCannedReplies, saveCannedReply, removeCannedReply] as const;
