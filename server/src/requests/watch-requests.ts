/** REQ-6: reminders before a deadline, escalation after it; and deletions that waited for a hold are told as done. */
import { day, hour } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';
import { closeDeletion } from './close-deletion.js';

const remindBefore = 5 * day;

export const watchRequests = (context: Context): void =>
  context.jobs.add({ name: 'requests', every: 1 * hour, run: () => lookAtRequests(context) });

export async function lookAtRequests(context: Context): Promise<void> {
  const { models, clock } = context;
  const now = clock.now();
  await completeDeletions(context);
  const soon = { closedAt: null, remindedAt: null, dueAt: { $lte: new Date(now + remindBefore) } };
  for (const { _id, merchant, dueOn } of await models.Request.find(soon).limit(500).lean()) {
    await mail(
      context,
      { audience: 'merchant', role: 'manager', merchant },
      `A privacy request is due on ${dueOn}`,
    );
    await models.Request.updateOne({ _id }, { $set: { remindedAt: new Date(now) } });
  }
  const late = { closedAt: null, escalatedAt: null, dueAt: { $lte: new Date(now) } };
  for (const { _id, merchant, dueOn } of await models.Request.find(late).limit(500).lean()) {
    await mail(
      context,
      { audience: 'merchant', role: 'manager', merchant },
      `A privacy request was due on ${dueOn}`,
    );
    await mail(
      context,
      { audience: 'admin', role: 'admin' },
      `A merchant’s privacy request was due on ${dueOn}`,
    );
    await context.audit.append({ actor: 'system', action: 'request.escalate', target: _id });
    await models.Request.updateOne({ _id }, { $set: { escalatedAt: new Date(now) } });
  }
}

async function mail(
  { models, mailer, publicOrigin }: Context,
  whom: { audience: 'merchant' | 'admin'; role: 'manager' | 'admin'; merchant?: string },
  subject: string,
): Promise<void> {
  if (!mailer.works) return;
  const people = await models.Account.find({ ...whom, disabledAt: null }, { email: 1 }).lean();
  for (const { email } of people) {
    const text = `${subject}. Answer it: ${publicOrigin()}/${whom.audience}/requests`;
    await mailer.send({ kind: 'request_reminder', to: email, subject, text });
  }
}

/** A deletion that a hold had delayed is fulfilled as soon as the last of its conversations is gone. */
async function completeDeletions(context: Context): Promise<void> {
  const { models } = context;
  const waiting = await models.Request.find({ kind: 'deletion', closedAt: null }).limit(500).lean();
  for (const { _id, waitsFor } of waiting) {
    if (await models.Conversation.exists({ _id: { $in: waitsFor } })) continue;
    await closeDeletion(context, _id, waitsFor);
  }
}
