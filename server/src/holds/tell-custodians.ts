/** Who must keep what is held is told so, reminded until they have said that they know, and told when it is over. */
import { day } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';
import type { HoldDocument } from './hold.model.js';

/** Whoever has not answered by then is asked again, and again after as long. */
const remindAfter = 3 * day;

const mails = {
  placed: {
    subject: 'You are custodian of a legal hold',
    lines: [
      'You were named custodian of a legal hold. Keep whatever you have of what it covers, and delete nothing of it, also outside of Parlour.',
      'Please read what it covers, and say there that you know of it:',
    ],
  },
  waiting: {
    subject: 'A legal hold waits for your word',
    lines: [
      'You are custodian of a legal hold, and have not said yet that you know of it. Please do so here:',
    ],
  },
  released: {
    subject: 'A legal hold has been lifted',
    lines: [
      'A legal hold whose custodian you were has been lifted. You need not keep anything because of it any more.',
      'What you still have to keep because of others stands here:',
    ],
  },
} as const;

type Occasion = keyof typeof mails;

/** By mail where there is mail; their portal shows it anyhow. What it is about is not in the mail. */
export async function tellCustodians(
  { models, mailer, publicOrigin, log }: Context,
  hold: HoldDocument,
  occasion: Occasion,
): Promise<void> {
  const silent = hold.custodians.filter((id) => !hold.acknowledged?.some(({ account }) => account === id));
  const whom = occasion === 'waiting' ? silent : hold.custodians;
  if (whom.length === 0) return;
  if (!mailer.works) {
    log.warn({ hold: hold._id, occasion }, 'custodians are told in their portal alone: no mail is set up');
    return;
  }
  const people = await models.Account.find({ _id: { $in: whom }, disabledAt: null }, { email: 1 }).lean();
  const { subject, lines } = mails[occasion];
  const text = [...lines, `${publicOrigin()}/merchant/custody`].join('\n\n');
  for (const { email } of people) await mailer.send({ kind: 'hold_custody', to: email, subject, text });
}

export async function remindCustodians(context: Context): Promise<void> {
  const { models, clock, audit } = context;
  const now = clock.now();
  const due = await models.Hold.find({
    releasedAt: null,
    custodyRemindedAt: { $lte: new Date(now - remindAfter) },
  }).lean<HoldDocument[]>();
  for (const hold of due) {
    const isSilent = hold.custodians.some((id) => !hold.acknowledged?.some(({ account }) => account === id));
    if (!isSilent) continue;
    await tellCustodians(context, hold, 'waiting');
    await audit.append({ actor: 'system', action: 'hold.remind_custodians', target: hold._id });
    await models.Hold.updateOne({ _id: hold._id }, { $set: { custodyRemindedAt: new Date(now) } });
  }
}
