import type { InboxInput, listInbox } from '@parlour/shared/protocol/conversation.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { QueryFilter } from 'mongoose';
import type { Context } from '../context.js';
import { readCursor, writeCursor } from '../page-cursor.js';
import type { UseCase } from '../use-case.js';
import type { ConversationDocument } from './conversation.model.js';
import { inboxEntries } from './inbox-entries.js';
import { awake } from './snoozed.js';

const pageSize = 50;

/** The merchant's conversations: in the queue the longest waiting first, elsewhere the one with the latest activity. */
export const listInboxCase =
  (context: Context): UseCase<typeof listInbox> =>
  async (input, call) => {
    if (!('merchant' in call.caller)) throw new Refusal('forbidden');
    const { models, clock } = context;
    if (input.label !== undefined && !(await models.Label.exists({ ...call.scope, _id: input.label })))
      throw new Refusal('not_found');
    const now = new Date(clock.now());
    const living = { ...call.scope, expiresAt: { $gt: now } };
    const mine = { state: 'active', agent: call.caller.account, ...awake(now) } as const;
    const [rows, queue, mineCount, active] = await Promise.all([
      models.Conversation.find({
        ...living,
        ...(input.view === 'mine' ? mine : viewFilter(input)),
        ...withLabel(input),
        ...beyond(input),
      })
        .sort(input.view === 'queue' ? { startedAt: 1, _id: 1 } : { activityAt: -1, _id: -1 })
        .limit(pageSize + 1)
        .lean<ConversationDocument[]>(),
      models.Conversation.countDocuments({ ...living, state: 'queued' }),
      models.Conversation.countDocuments({ ...living, ...mine }),
      models.Conversation.countDocuments({ ...living, state: 'active' }),
    ]);
    const page = rows.slice(0, pageSize);
    const last = page.at(-1);
    return {
      entries: await inboxEntries(context, page),
      counts: { queue, mine: mineCount, all: queue + active },
      next:
        rows.length > pageSize && last
          ? writeCursor(input.view === 'queue' ? last.startedAt : last.activityAt, last._id)
          : null,
    };
  };

function viewFilter({ view }: InboxInput): QueryFilter<ConversationDocument> {
  switch (view) {
    case 'queue':
      return { state: 'queued' };
    case 'mine':
    case 'all':
      return { state: { $in: ['queued', 'active'] } };
    case 'closed':
      return { state: 'closed' };
  }
}

const withLabel = ({ label }: InboxInput): QueryFilter<ConversationDocument> =>
  label === undefined ? {} : { labels: label };

/** Rows beyond the given one; two of the same minute are told apart by their ids. */
function beyond({ view, before }: InboxInput): QueryFilter<ConversationDocument> {
  if (before === undefined) return {};
  const { at, id } = readCursor(before);
  if (view === 'queue') return { $or: [{ startedAt: { $gt: at } }, { startedAt: at, _id: { $gt: id } }] };
  return { $or: [{ activityAt: { $lt: at } }, { activityAt: at, _id: { $lt: id } }] };
}
