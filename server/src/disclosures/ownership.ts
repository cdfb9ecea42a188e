/** DIS-5: a merchant goes to another owner, and its conversations with it. Never before people were told. */
import type { OwnershipChangeId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type {
  announceOwnershipChange,
  cancelOwnershipChange,
  carryOutOwnershipChange,
  listOwnershipChanges,
  OwnershipChangeView,
  planOwnershipChange,
} from '@parlour/shared/protocol/ownership.js';
import { noticePeriod } from '@parlour/shared/rules/policy-effect.js';
import type { Context } from '../context.js';
import { accountOf } from '../holds/place-hold.js';
import { newId } from '../new-id.js';
import type { UseCase } from '../use-case.js';
import type { OwnershipChangeDocument } from './ownership-change.model.js';
import { staffFields } from './transcript.js';

const shown = 200;

async function view({ directory }: Context, change: OwnershipChangeDocument): Promise<OwnershipChangeView> {
  const { _id, merchant, newOwner, on, noticeSentAt, doneAt, cancelledAt } = change;
  return {
    id: _id as OwnershipChangeId,
    merchant: (await directory.merchant(merchant))?.name ?? '',
    newOwner,
    on: on.getTime(),
    state: doneAt ? 'carried_out' : cancelledAt ? 'cancelled' : noticeSentAt ? 'announced' : 'planned',
    noticeSentAt: noticeSentAt?.getTime() ?? null,
    doneAt: doneAt?.getTime() ?? null,
  };
}

async function open({ models }: Context, id: OwnershipChangeId): Promise<OwnershipChangeDocument> {
  const found = await models.OwnershipChange.findById(id).lean<OwnershipChangeDocument>();
  if (!found) throw new Refusal('not_found');
  if (found.doneAt || found.cancelledAt) throw new Refusal('decided_already');
  return found;
}

/** Changed where it still is open; of two at once one is refused. */
async function change(
  { models }: Context,
  id: OwnershipChangeId,
  $set: Partial<OwnershipChangeDocument>,
): Promise<OwnershipChangeDocument> {
  const changed = await models.OwnershipChange.findOneAndUpdate(
    { _id: id, doneAt: null, cancelledAt: null },
    { $set },
    { returnDocument: 'after' },
  ).lean<OwnershipChangeDocument>();
  if (!changed) throw new Refusal('decided_already');
  return changed;
}

export const listOwnershipChangesCase =
  (context: Context): UseCase<typeof listOwnershipChanges> =>
  async () => {
    const found = await context.models.OwnershipChange.find()
      .sort({ on: -1 })
      .limit(shown)
      .lean<OwnershipChangeDocument[]>();
    const isOpen = (one: OwnershipChangeDocument): boolean => !one.doneAt && !one.cancelledAt;
    const sorted = [...found.filter(isOpen).toReversed(), ...found.filter((one) => !isOpen(one))];
    return { changes: await Promise.all(sorted.map((one) => view(context, one))) };
  };

export const planOwnershipChangeCase =
  (context: Context): UseCase<typeof planOwnershipChange> =>
  async ({ merchant, newOwner, on }, { caller }) => {
    const { models, audit, clock } = context;
    const actor = accountOf(caller);
    const named = await models.Merchant.findOne({ slug: merchant }).lean();
    const issue = !named
      ? { path: 'merchant', message: 'names no merchant' }
      : on <= clock.now()
        ? { path: 'on', message: 'lies in the future' }
        : null;
    if (!named || issue) throw new Refusal('invalid_input', { issues: issue ? [issue] : [] });
    const planned: OwnershipChangeDocument = {
      _id: newId('ownershipChange'),
      merchant: named._id,
      newOwner,
      on: new Date(on),
      plannedBy: actor,
      noticeSentAt: null,
      doneAt: null,
      cancelledAt: null,
    };
    await audit.append({ actor, action: 'ownership.plan', target: planned._id, payload: { newOwner, on } });
    await models.OwnershipChange.create(planned);
    return { change: await view(context, planned) };
  };

/** Told as early as a new policy is (POL-4): by mail to the merchant's people, to consumers under "Your data". */
export const announceOwnershipChangeCase =
  (context: Context): UseCase<typeof announceOwnershipChange> =>
  async ({ change: id }, { caller }) => {
    const { clock, audit } = context;
    const found = await open(context, id);
    if (found.noticeSentAt) return { change: await view(context, found), mails: 0 };
    if (found.on.getTime() < clock.now() + noticePeriod) throw new Refusal('notice_too_late');
    // As with policies: the notice counts as sent once every mail is in the queue.
    const mails = await sendMails(context, found);
    const announced = await change(context, id, { noticeSentAt: new Date(clock.now()) });
    await audit.append({
      actor: accountOf(caller),
      action: 'ownership.announce',
      target: id,
      payload: { mails },
    });
    return { change: await view(context, announced), mails };
  };

async function sendMails(
  { models, mailer, directory }: Context,
  { merchant, newOwner, on }: OwnershipChangeDocument,
): Promise<number> {
  if (!mailer.works) return 0;
  const name = (await directory.merchant(merchant))?.name ?? '';
  const date = on.toISOString().slice(0, 10);
  const people = await models.Account.find({ audience: 'merchant', merchant, disabledAt: null }).lean();
  for (const person of people) {
    await mailer.send({
      kind: 'ownership_notice',
      to: person.email,
      subject: `${name} will belong to ${newOwner} from ${date}`,
      text: [
        `Good day ${person.name},`,
        `from ${date} (UTC) ${name} and its conversations belong to ${newOwner}.`,
        'What consumers were promised stays as it is: what they agreed to, and the date on which their conversations are deleted. They read of the change under “Your data”.',
      ].join('\n\n'),
    });
  }
  return people.length;
}

export const carryOutOwnershipChangeCase =
  (context: Context): UseCase<typeof carryOutOwnershipChange> =>
  async ({ change: id }, { caller }) => {
    const { models, clock, gate, audit } = context;
    const actor = accountOf(caller);
    const found = await open(context, id);
    if (!found.noticeSentAt) throw new Refusal('notice_missing');
    if (found.on.getTime() > clock.now()) throw new Refusal('not_yet');
    const done = await gate.disclose(
      {
        kind: 'ownership_change',
        recipient: found.newOwner,
        category: 'successor',
        basis: 'legitimate_interest',
        fields: staffFields,
        purpose: 'The merchant belongs to somebody else.',
        merchant: found.merchant,
        conversations: 'everybody',
        by: actor,
      },
      async () => {
        await models.Merchant.updateOne({ _id: found.merchant }, { $set: { owner: found.newOwner } });
        return change(context, id, { doneAt: new Date(clock.now()) });
      },
    );
    await audit.append({
      actor,
      action: 'ownership.carry_out',
      target: id,
      payload: { newOwner: found.newOwner },
    });
    return { change: await view(context, done) };
  };

export const cancelOwnershipChangeCase =
  (context: Context): UseCase<typeof cancelOwnershipChange> =>
  async ({ change: id }, { caller }) => {
    const { audit, clock } = context;
    await open(context, id);
    const cancelled = await change(context, id, { cancelledAt: new Date(clock.now()) });
    await audit.append({ actor: accountOf(caller), action: 'ownership.cancel', target: id });
    return { change: await view(context, cancelled) };
  };
