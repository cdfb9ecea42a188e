/**
 * DIS-3: a merchant learns that an authority was given conversations of theirs: from the register, and by mail to those
 * who manage it. At once, or when it may be told; by a mail that says nothing of what was in it.
 */
import { minute } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';
import type { DisclosureDocument } from './disclosure.model.js';

const atOnce = 50;

export function watchMerchants(context: Context): void {
  context.jobs.add({ name: 'merchants_told', every: 1 * minute, run: () => tellMerchants(context) });
}

/** Where this installation sends no mail the register alone tells. The same mail may come twice where a node dies. */
async function tellMerchants(context: Context): Promise<void> {
  const { models, clock, mailer, gate } = context;
  if (!mailer.works) return;
  const due = await models.Disclosure.find({ kind: 'legal_request', toldAt: null, merchant: { $ne: null } })
    .limit(atOnce)
    .lean<DisclosureDocument[]>();
  const now = clock.now();
  for (const entry of due) {
    if (entry.shownFrom && entry.shownFrom.getTime() > now) continue;
    await tellManagers(context, entry);
    await gate.noteTold(entry._id);
  }
}

async function tellManagers(
  { models, mailer, publicOrigin, directory }: Context,
  { merchant, recipient, firstAt, subjects, purpose }: DisclosureDocument,
): Promise<void> {
  const managers = await models.Account.find(
    { merchant, role: 'manager', disabledAt: null },
    { email: 1 },
  ).lean();
  const name = (await directory.merchant(merchant!))?.name ?? '';
  const count = subjects.length === 1 ? 'one conversation' : `${subjects.length} conversations`;
  const text = [
    `On ${firstAt.toISOString().slice(0, 10)} the operator of this installation released ${count} of ${name} to an authority: ${recipient}. The reason given: ${purpose}.`,
    'Two admins had to agree. The consumers concerned read of it under “Your data”.',
    `The entry stands in your register:\n${publicOrigin()}/merchant/disclosures`,
  ].join('\n\n');
  for (const { email } of managers)
    await mailer.send({
      kind: 'disclosure',
      to: email,
      subject: `Conversations of ${name} were released to an authority`,
      text: `${text}\n`,
    });
}
