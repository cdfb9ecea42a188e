import type { ConversationDocument } from './conversation.model.js';

/** To be put into a query: those that are not put off, or whose time has come. The date decides, and no job. */
export const awake = (now: Date) => ({
  $and: [{ $or: [{ snooze: null }, { 'snooze.until': { $lte: now } }] }],
});

export const isSnoozed = (
  { state, snooze }: Pick<ConversationDocument, 'state' | 'snooze'>,
  now: number,
): boolean => state === 'active' && Boolean(snooze) && (snooze?.until?.getTime() ?? Infinity) > now;
