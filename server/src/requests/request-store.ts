/** Requests as they are stored and shown. What was written is sealed with the request's own key. */
import type { AccountId, ConversationId, RequestId } from '@parlour/shared/model/ids.js';
import {
  isClosed,
  type Jurisdiction,
  type RequestKind,
  type RequestState,
} from '@parlour/shared/model/request.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { RequestView } from '@parlour/shared/protocol/privacy.js';
import { deadlineOf } from '@parlour/shared/rules/deadline.js';
import { maskText } from '@parlour/shared/rules/masking.js';
import type { Caller } from '@parlour/shared/access/table.js';
import type { Context } from '../context.js';
import { withheldBy } from '../testimonials/withhold.js';
import { newId } from '../new-id.js';
import { seal, unseal } from '../vault/seal.js';
import { bytesOf } from '../vault/vault.js';
import type { RequestDocument } from './request.model.js';

/** REQ-9: where one turns to whom the answer does not satisfy. */
const disputeChannel = 'https://www.edpb.europa.eu/about-edpb/about-edpb/members_en';

export type ConsumerCaller = Extract<Caller, { role: 'consumer' }>;

export function consumerOf(caller: Caller): ConsumerCaller {
  if (caller.role !== 'consumer') throw new Refusal('forbidden');
  return caller;
}

/** What somebody has asked for: by who they are here, however they have shown it. */
export const askedBy = ({ consumer, place }: ConsumerCaller) => ({ consumer, merchant: place.merchant });

export interface NewRequest {
  readonly kind: RequestKind;
  readonly text: string;
  readonly state: RequestState;
  readonly jurisdiction?: Jurisdiction;
  readonly timeZone?: string;
  readonly waitsFor?: readonly string[];
  /** Of a complaint about an agent (CNV-7). */
  readonly report?: RequestDocument['report'];
}

export async function storeRequest(
  { models, clock, vault, audit }: Context,
  { consumer, place }: ConsumerCaller,
  { kind, text, state, jurisdiction = 'gdpr', timeZone = 'UTC', waitsFor = [], report }: NewRequest,
): Promise<RequestDocument> {
  const id = newId('request');
  const receivedAt = clock.now();
  const { on, at } = deadlineOf({ jurisdiction, receivedAt, timeZone });
  const wrapped = vault.create(id as unknown as ConversationId);
  await vault.store(wrapped);
  const key = (await keyOf({ vault }, id))!;
  const document: RequestDocument = {
    _id: id,
    kind,
    consumer,
    ...place,
    state,
    jurisdiction,
    timeZone,
    receivedAt: new Date(receivedAt),
    dueAt: new Date(at),
    dueOn: on,
    closedAt: isClosed(state) ? new Date(receivedAt) : null,
    reason: null,
    waitsFor: [...waitsFor],
    text: seal(key, `${id}/text`, maskText(text).text),
    answer: null,
    remindedAt: null,
    escalatedAt: null,
    ...(report && { report }),
  };
  await models.Request.create(document);
  await audit.append({ actor: 'consumer', action: 'request.open', target: id, payload: { kind, state } });
  return document;
}

export const keyOf = async ({ vault }: Pick<Context, 'vault'>, id: string): Promise<Buffer | undefined> =>
  (await vault.open([id as unknown as ConversationId])).get(id as unknown as ConversationId);

export async function requestViews(
  context: Pick<Context, 'models' | 'vault' | 'directory' | 'clock'>,
  requests: readonly RequestDocument[],
): Promise<RequestView[]> {
  return Promise.all(
    requests.map(async (request): Promise<RequestView> => {
      const { _id, kind, state, receivedAt, jurisdiction, dueOn, dueAt, closedAt, reason } = request;
      const key = await keyOf(context, _id);
      const open = (part: 'text' | 'answer', sealed: Buffer | null): string =>
        key && sealed ? unseal(key, `${_id}/${part}`, bytesOf(sealed)).toString('utf8') : '';
      return {
        id: _id as RequestId,
        kind,
        state,
        receivedAt: receivedAt.getTime(),
        jurisdiction,
        dueOn: closedAt ? null : dueOn,
        overdue: closedAt === null && dueAt.getTime() <= context.clock.now(),
        closedAt: closedAt?.getTime() ?? null,
        reason,
        text: open('text', request.text),
        answer: open('answer', request.answer),
        merchant: (await context.directory.merchant(request.merchant))?.name ?? '',
        ...(await reportOf(context, request)),
        ...(await withheldOf(context, request)),
        disputeChannel: kind === 'complaint' || state === 'denied' ? disputeChannel : null,
      };
    }),
  );
}

async function withheldOf(
  context: Pick<Context, 'models' | 'vault'>,
  request: RequestDocument,
): Promise<Pick<RequestView, 'withheld'>> {
  const withheld = await withheldBy(context, request);
  return withheld.length > 0 ? { withheld } : {};
}

async function reportOf(
  { directory }: Pick<Context, 'directory'>,
  { report }: RequestDocument,
): Promise<Pick<RequestView, 'report'>> {
  if (!report) return {};
  const { agent, reason, conversation } = report;
  const names = agent === null ? null : await directory.agentNames([agent]);
  return {
    report: {
      agent: agent === null ? null : { id: agent as AccountId, name: names?.get(agent) ?? '' },
      reason,
      conversation: conversation as ConversationId,
    },
  };
}
