/** DIS-3: what authorities ask for. One admin files, another releases; then the package is sealed for one download. */
import type { AccountId, ConversationId, LegalRequestId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type {
  fileLegalRequest,
  FileLegalRequestInput,
  LegalRequestView,
  LegalScopeInput,
  listLegalRequests,
  withdrawLegalRequest,
} from '@parlour/shared/protocol/legal-request.js';
import { day, minute } from '@parlour/shared/rules/expiry.js';
import type { QueryFilter } from 'mongoose';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { accountOf, placeHoldCase } from '../holds/place-hold.js';
import { newId } from '../new-id.js';
import type { OperationCall, UseCase } from '../use-case.js';
import type { LegalRequestDocument } from './legal-request.model.js';

const shown = 200;
const holdReview = 90 * day;
/** A package that nobody has fetched by then was not made, or its token was lost. */
const makingTakes = 10 * minute;

/** To be decided: filed, or released without anybody having had the package. */
export const isWaiting = ({ state, disclosed, decidedAt }: LegalRequestDocument, now: number): boolean =>
  state === 'filed' ||
  (state === 'released' && disclosed === null && (decidedAt?.getTime() ?? 0) <= now - makingTakes);

const invalid = (path: string, message: string): Refusal =>
  new Refusal('invalid_input', { issues: [{ path, message }] });

/**
 * Every conversation that it covers, hidden ones too where a hold keeps them: what is past its date and free is due to
 * be deleted, and is nobody's any more.
 */
export const coveredByRequest = (
  { conversation, merchant, from, to }: LegalRequestDocument['scope'],
  now: number,
): QueryFilter<ConversationDocument> => ({
  ...(conversation && { _id: conversation }),
  ...(merchant && {
    merchant,
    startedAt: { $lte: new Date(to ?? now) },
    activityAt: { $gte: new Date(from ?? 0) },
  }),
  $or: [
    { state: { $ne: 'expired' }, expiresAt: { $gt: new Date(now) } },
    { held: { $in: ['visible', 'hidden'] } },
  ],
});

export async function legalView(
  { models, clock, directory }: Context,
  request: LegalRequestDocument,
  caller: AccountId,
): Promise<LegalRequestView> {
  const { scope, filedBy } = request;
  const waits = isWaiting(request, clock.now());
  const decidedBy = waits ? null : request.decidedBy;
  const names = await directory.agentNames([filedBy, ...(decidedBy ? [decidedBy] : [])]);
  return {
    id: request._id as LegalRequestId,
    authority: request.authority,
    reference: request.reference,
    basis: request.basis,
    scope: {
      conversation: (scope.conversation as ConversationId | undefined) ?? null,
      merchant: scope.merchant ? ((await directory.merchant(scope.merchant))?.name ?? '') : null,
      from: scope.from ?? null,
      to: scope.to ?? null,
    },
    conversations:
      request.disclosed ?? (await models.Conversation.countDocuments(coveredByRequest(scope, clock.now()))),
    gagUntil: request.gagUntil?.getTime() ?? null,
    held: request.hold !== null,
    state: waits ? 'filed' : request.state,
    filedBy: names.get(filedBy) ?? '',
    filedAt: request.filedAt.getTime(),
    decidedBy: decidedBy ? (names.get(decidedBy) ?? '') : null,
    decidedAt: waits ? null : (request.decidedAt?.getTime() ?? null),
    own: filedBy === caller,
  };
}

export const listLegalRequestsCase =
  (context: Context): UseCase<typeof listLegalRequests> =>
  async (_input, { caller }) => {
    const { LegalRequest } = context.models;
    const [waiting, decided] = await Promise.all([
      LegalRequest.find({ state: 'filed' }).sort({ filedAt: 1 }).limit(shown).lean<LegalRequestDocument[]>(),
      LegalRequest.find({ state: { $ne: 'filed' } })
        .sort({ filedAt: -1 })
        .limit(shown)
        .lean<LegalRequestDocument[]>(),
    ]);
    const me = accountOf(caller);
    return {
      requests: await Promise.all([...waiting, ...decided].map((one) => legalView(context, one, me))),
    };
  };

export const fileLegalRequestCase =
  (context: Context): UseCase<typeof fileLegalRequest> =>
  async (input, call) => {
    const { models, clock, audit } = context;
    const author = accountOf(call.caller);
    const { authority, reference, basis, gagUntil } = input;
    const now = clock.now();
    if (gagUntil !== undefined && gagUntil <= now) throw invalid('gagUntil', 'lies in the future');
    const scope = await resolve(context, input.scope);
    const request: LegalRequestDocument = {
      _id: newId('legalRequest'),
      authority,
      reference,
      basis,
      scope,
      gagUntil: gagUntil === undefined ? null : new Date(gagUntil),
      hold: input.hold ? await hold(context, input, call) : null,
      state: 'filed',
      filedBy: author,
      filedAt: new Date(now),
      decidedBy: null,
      decidedAt: null,
      disclosed: null,
    };
    await audit.append({
      actor: author,
      action: 'legal.file',
      target: request._id,
      payload: { authority, reference, basis, scope: { ...scope }, gagUntil: gagUntil ?? null },
    });
    await models.LegalRequest.create(request);
    return { request: await legalView(context, request, author) };
  };

export const withdrawLegalRequestCase =
  (context: Context): UseCase<typeof withdrawLegalRequest> =>
  async ({ request: id }, { caller }) => {
    const actor = accountOf(caller);
    const changed = await decide(context, id, actor, { state: 'withdrawn' });
    await context.audit.append({ actor, action: 'legal.withdraw', target: id });
    return { request: await legalView(context, changed, actor) };
  };

/** Only one decision is ever made. @throws Refusal `not_found`, `decided_already` */
export async function decide(
  { models, clock }: Context,
  id: LegalRequestId,
  actor: AccountId,
  change: Pick<LegalRequestDocument, 'state'>,
): Promise<LegalRequestDocument> {
  const changed = await models.LegalRequest.findOneAndUpdate(
    {
      _id: id,
      $or: [
        { state: 'filed' },
        {
          state: 'released',
          disclosed: null,
          decidedAt: { $lte: new Date(clock.now() - makingTakes) },
        },
      ],
    },
    { $set: { ...change, decidedBy: actor, decidedAt: new Date(clock.now()) } },
    { returnDocument: 'after' },
  ).lean<LegalRequestDocument>();
  if (changed) return changed;
  throw new Refusal((await models.LegalRequest.exists({ _id: id })) ? 'decided_already' : 'not_found');
}

async function resolve(
  { models }: Context,
  { conversation, merchant, from, to }: LegalScopeInput,
): Promise<LegalRequestDocument['scope']> {
  if (conversation !== undefined) {
    if (!(await models.Conversation.exists({ _id: conversation })))
      throw invalid('scope.conversation', 'names no conversation');
    return { conversation };
  }
  const named = await models.Merchant.findOne({ slug: merchant ?? '' }).lean();
  if (!named || from === undefined || to === undefined) throw invalid('scope.merchant', 'names no merchant');
  return { merchant: named._id, from, to };
}

/** What is asked for is kept until the matter is over: a hold of its own, which an admin reviews and lifts. */
async function hold(
  context: Context,
  { scope, authority, reference, gagUntil }: FileLegalRequestInput,
  call: OperationCall,
): Promise<string> {
  const placed = await placeHoldCase(context)(
    {
      scope,
      reason: `${authority}, ${reference}`.slice(0, 500),
      custodians: [],
      gagged: gagUntil !== undefined,
      reviewAt: context.clock.now() + holdReview,
    },
    call,
  );
  return placed.hold.id;
}
