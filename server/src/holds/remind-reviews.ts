/** HLD-1: a hold that nobody looks at any more keeps people's words for ever; so its review date reminds. */
import type { Context } from '../context.js';
import type { HoldDocument } from './hold.model.js';
import { remindCustodians } from './tell-custodians.js';

/** Each review date reminds once: the author and every admin, by mail where there is mail; the portal shows it anyhow. */
export async function remindReviews(context: Context): Promise<void> {
  await remindCustodians(context);
  const { models, clock, audit, mailer, log } = context;
  const due = await models.Hold.find({
    releasedAt: null,
    reviewAt: { $lte: new Date(clock.now()) },
  }).lean<HoldDocument[]>();
  for (const hold of due) {
    if (hold.remindedFor?.getTime() === hold.reviewAt.getTime()) continue;
    if (mailer.works) await tell(context, hold);
    else log.warn({ hold: hold._id }, 'a hold is due for review, and no mail is set up to say so');
    await audit.append({ actor: 'system', action: 'hold.remind', target: hold._id });
    await models.Hold.updateOne({ _id: hold._id }, { $set: { remindedFor: hold.reviewAt } });
  }
}

async function tell({ models, mailer, publicOrigin }: Context, hold: HoldDocument): Promise<void> {
  const readers = await models.Account.find(
    { $or: [{ _id: hold.author }, { audience: 'admin' }], disabledAt: null },
    { email: 1 },
  ).lean();
  const placed = hold.placedAt.toISOString().slice(0, 10);
  for (const email of new Set(readers.map((reader) => reader.email))) {
    await mailer.send({
      kind: 'hold_review',
      to: email,
      subject: 'A legal hold is due for review',
      text: [
        `The hold of ${placed} was to be reviewed by today.`,
        'Lift it if it is no longer needed, or say until when it still is:',
        `${publicOrigin()}/admin/holds`,
      ].join('\n\n'),
    });
  }
}
