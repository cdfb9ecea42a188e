import type { AccountId, HoldId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { HoldScopeInput, placeHold, PlaceHoldInput } from '@parlour/shared/protocol/hold.js';
import type { HoldScope } from '@parlour/shared/rules/holds.js';
import type { Context } from '../context.js';
import { newId } from '../new-id.js';
import type { OperationCall, UseCase } from '../use-case.js';
import type { HoldDocument } from './hold.model.js';
import { coveredBy } from './holds-in-force.js';
import { holdView } from './hold-view.js';
import { markCovered } from './mark-held.js';
import { tellCustodians } from './tell-custodians.js';

const pause = 25;
const patience = 10_000;

/**
 * HLD-1: from the moment that this is answered, nothing is deleted that the hold covers. The hold is stored first:
 * a purge that has written its intent reads the holds again before it deletes, and lets live what is covered. A purge
 * that was past that point is waited for, so that nothing goes on being deleted behind the answer.
 */
export const placeHoldCase =
  (context: Context): UseCase<typeof placeHold> =>
  async (input, { caller }) => {
    const author = accountOf(caller);
    const hold = await compose(context, input, author);
    await context.audit.append({
      actor: author,
      action: 'hold.place',
      target: hold._id,
      payload: { scope: { ...hold.scope }, gagged: hold.gagged, custodians: hold.custodians },
    });
    await context.journal.append([{ kind: 'hold', hold: journaled(hold) }]);
    await context.models.Hold.create(hold);
    await markCovered(context, hold);
    await waitForPurges(context, hold.scope);
    await tellCustodians(context, hold, 'placed');
    return { hold: await holdView(context, hold) };
  };

export const accountOf = (caller: OperationCall['caller']): AccountId => {
  if (!('account' in caller)) throw new Refusal('forbidden');
  return caller.account;
};

/** As it is written outside the database, so that a restored backup learns of it (RET-10). */
export const journaled = ({
  placedAt,
  reviewAt,
  releasedAt,
  remindedFor: _reminded,
  acknowledged: _acknowledged,
  custodyRemindedAt: _custodyReminded,
  ...rest
}: HoldDocument) => ({
  ...rest,
  scope: { ...rest.scope },
  placedAt: placedAt.getTime(),
  reviewAt: reviewAt.getTime(),
  releasedAt: releasedAt?.getTime() ?? null,
});

async function compose(context: Context, input: PlaceHoldInput, author: AccountId): Promise<HoldDocument> {
  const { reason, gagged, reviewAt, custodians } = input;
  const now = context.clock.now();
  if (reviewAt <= now) throw invalid('reviewAt', 'lies in the future');
  return {
    _id: newId('hold') satisfies HoldId,
    scope: await resolve(context, input.scope),
    reason,
    author,
    custodians: await accountsOf(context, custodians),
    gagged,
    reviewAt: new Date(reviewAt),
    remindedFor: null,
    acknowledged: [],
    custodyRemindedAt: new Date(now),
    placedAt: new Date(now),
    releasedAt: null,
  };
}

const invalid = (path: string, message: string): Refusal =>
  new Refusal('invalid_input', { issues: [{ path, message }] });

async function resolve({ models }: Context, input: HoldScopeInput): Promise<HoldScope> {
  const { conversation, consumerOf, merchant, from, to } = input;
  const placed = merchant === undefined ? null : await models.Merchant.findOne({ slug: merchant }).lean();
  if (merchant !== undefined && !placed) throw invalid('scope.merchant', 'names no merchant');
  const theirs =
    consumerOf === undefined ? null : await models.Conversation.findById(consumerOf, { consumer: 1 }).lean();
  if (consumerOf !== undefined && !theirs) throw invalid('scope.consumerOf', 'names no conversation');
  return {
    ...(conversation !== undefined && { conversation }),
    ...(theirs && { consumer: theirs.consumer }),
    ...(placed && { merchant: placed._id }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

async function accountsOf({ models }: Context, emails: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(emails.map((email) => email.trim().toLowerCase()))];
  const found = await models.Account.find({
    audience: 'merchant',
    role: 'manager',
    email: { $in: wanted },
    disabledAt: null,
  }).lean();
  const missing = wanted.find((email) => !found.some((account) => account.email === email));
  if (missing !== undefined) throw invalid('custodians', 'takes the e-mail addresses of managers');
  return found.map(({ _id }) => _id);
}

/** Purges that had passed their last look at the holds. What a dead process left is not waited for. */
async function waitForPurges({ models }: Context, scope: HoldScope): Promise<void> {
  const began = performance.now();
  for (;;) {
    const open = await models.PurgeLedger.find({ doneAt: null, held: { $ne: true } }, { conversation: 1 })
      .sort({ intentAt: 1 })
      .limit(1_000)
      .lean();
    const ids = open.flatMap(({ conversation }) => conversation ?? []);
    const covered =
      ids.length > 0 &&
      (await models.Conversation.exists({ $and: [{ _id: { $in: ids } }, coveredBy(scope)] }));
    if (!covered || performance.now() - began > patience) return;
    await new Promise((done) => setTimeout(done, pause));
  }
}
