/** REQ-7: while a copy that was asked for in writing is not taken, what it is about stays, and never beyond its deadline. */
import type { Context } from '../context.js';
import { redate } from '../conversations/expiry-of.js';
import type { OperationCall } from '../use-case.js';
import type { RequestDocument } from './request.model.js';

const atOnce = 500;

type Scope = OperationCall['scope'];

const visibleIn = async ({ models }: Context, scope: Scope, more: object = {}): Promise<string[]> => {
  const found = await models.Conversation.find({ ...scope, ...more, state: { $ne: 'expired' } }, { _id: 1 })
    .sort({ startedAt: -1 })
    .limit(atOnce)
    .lean();
  return found.map(({ _id }) => _id);
};

/** What there is of the consumer at this moment waits for the copy. */
export async function waitForCopy(
  context: Context,
  { _id, dueAt }: Pick<RequestDocument, '_id' | 'dueAt'>,
  scope: Scope,
): Promise<void> {
  const waitsFor = await visibleIn(context, scope);
  await context.models.Request.updateOne({ _id }, { $set: { waitsFor } });
  for (const id of waitsFor) await redate(context, id, { accessUntil: dueAt });
}

/** The request has gone on: what waits for it follows, and waits on where another one is open. */
export async function followCopy(
  context: Context,
  { merchant, waitsFor }: Pick<RequestDocument, 'merchant' | 'waitsFor'>,
): Promise<void> {
  const { models, clock } = context;
  const now = new Date(clock.now());
  const open = await models.Request.find(
    { merchant, kind: 'access', closedAt: null, waitsFor: { $in: waitsFor } },
    { waitsFor: 1, dueAt: 1 },
  ).lean();
  for (const id of await visibleIn(context, {}, { _id: { $in: waitsFor }, accessUntil: { $gt: now } })) {
    const due = open.flatMap((one) => (one.waitsFor.includes(id) ? [one.dueAt.getTime()] : []));
    await redate(context, id, { accessUntil: due.length > 0 ? new Date(Math.max(...due)) : now });
  }
}

/** The consumer has the copy: nothing waits for it any more. */
export async function copyTaken(context: Context, scope: Scope): Promise<void> {
  const now = new Date(context.clock.now());
  for (const id of await visibleIn(context, scope, { accessUntil: { $gt: now } }))
    await redate(context, id, { accessUntil: now });
}
