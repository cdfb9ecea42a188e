/** DIS-1: the register as it is read: by the consumer, by the merchant's manager, by an admin. */
import type { ConversationId, DisclosureId } from '@parlour/shared/model/ids.js';
import type {
  DisclosureView,
  listDisclosures,
  OwnDisclosure,
  ownDisclosures,
  RegisterEntry,
} from '@parlour/shared/protocol/disclosure.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { isLiving } from '../conversations/find-conversation.js';
import { allOf } from '../requests/own-data.js';
import type { UseCase } from '../use-case.js';
import { unseal } from '../vault/seal.js';
import { bytesOf } from '../vault/vault.js';
import type { DisclosureDocument } from './disclosure.model.js';

const pageSize = 50;
const ownShown = 500;

const base = (entry: DisclosureDocument): DisclosureView => ({
  id: entry._id as DisclosureId,
  kind: entry.kind,
  recipient: entry.recipient,
  category: entry.category,
  basis: entry.basis,
  fields: entry.fields,
  purpose: entry.purpose,
  consentEvent: entry.consentEvent,
  firstAt: entry.firstAt.getTime(),
  lastAt: entry.lastAt.getTime(),
  times: entry.times,
});

/** DIS-3: what may not be told yet is not read, by anybody but the admins who released it. */
const tellable = (now: number) => ({ $or: [{ shownFrom: null }, { shownFrom: { $lte: new Date(now) } }] });

export const listDisclosuresCase =
  (context: Context): UseCase<typeof listDisclosures> =>
  async ({ before }, { caller, scope }) => {
    const { models, clock, directory } = context;
    const rows = await models.Disclosure.find({
      $and: [{ ...scope }, caller.role === 'admin' ? {} : tellable(clock.now()), before ? after(before) : {}],
    })
      .sort({ lastAt: -1, _id: -1 })
      .limit(pageSize + 1)
      .lean<DisclosureDocument[]>();
    const shown = rows.slice(0, pageSize);
    const names = await directory.agentNames(shown.flatMap(({ by }) => (by.startsWith('acc_') ? [by] : [])));
    const disclosures = await Promise.all(
      shown.map(async (entry): Promise<RegisterEntry> => ({
        ...base(entry),
        conversations: entry.everybody ? null : entry.subjects.length,
        merchant: entry.merchant ? ((await directory.merchant(entry.merchant))?.name ?? '') : '',
        by: entry.by.startsWith('acc_') ? (names.get(entry.by) ?? '') : entry.by,
        shownFrom: entry.shownFrom?.getTime() ?? null,
      })),
    );
    const last = shown.at(-1);
    return {
      disclosures,
      next: rows.length > pageSize && last ? `${last.lastAt.getTime()}:${last._id}` : null,
    };
  };

function after(cursor: string) {
  const [, at, id] = /^(\d{1,15}):(dis_[\w-]{22})$/.exec(cursor) ?? [];
  if (!at || !id)
    throw new Refusal('invalid_input', {
      issues: [{ path: 'before', message: 'what the answer before gave' }],
    });
  const lastAt = new Date(Number(at));
  return { $or: [{ lastAt: { $lt: lastAt } }, { lastAt, _id: { $lt: id } }] };
}

export const ownDisclosuresCase =
  (context: Context): UseCase<typeof ownDisclosures> =>
  async (_input, call) => {
    if (call.caller.role !== 'consumer') throw new Refusal('forbidden');
    const { models, clock } = context;
    const { merchant } = call.caller.place;
    const coming = await models.OwnershipChange.findOne({
      merchant,
      noticeSentAt: { $ne: null },
      doneAt: null,
      cancelledAt: null,
    })
      .sort({ on: 1 })
      .lean();
    const living = (await allOf(context, call)).filter((one) => isLiving(one, clock.now()));
    return {
      disclosures: await disclosuresOf(context, living, merchant),
      ownership: coming ? { newOwner: coming.newOwner, on: coming.on.getTime() } : null,
    };
  };

/** Everything that has left of these conversations of one consumer, newest first. */
export async function disclosuresOf(
  context: Pick<Context, 'models' | 'clock' | 'gate' | 'vault'>,
  conversations: readonly ConversationDocument[],
  merchant: string,
): Promise<OwnDisclosure[]> {
  if (conversations.length === 0) return [];
  const { models, clock, gate, vault } = context;
  const ids = conversations.map(({ _id }) => _id as ConversationId);
  const [subjects, keys] = await Promise.all([gate.subjectsOf(ids), vault.open(ids)]);
  const began = Math.min(...conversations.map(({ startedAt }) => startedAt.getTime()));
  const found = await models.Disclosure.find({
    $and: [
      tellable(clock.now()),
      {
        $or: [
          { subjects: { $in: [...subjects.values()] } },
          { everybody: true, merchant, firstAt: { $gt: new Date(began) } },
        ],
      },
    ],
  })
    .sort({ lastAt: -1 })
    .limit(ownShown)
    .lean<DisclosureDocument[]>();
  return found.map((entry) => {
    const about = conversations.filter(({ _id, startedAt }) =>
      entry.everybody
        ? startedAt < entry.lastAt
        : entry.subjects.includes(subjects.get(_id as ConversationId) ?? ''),
    );
    return {
      ...base(entry),
      startedAt: about.map(({ startedAt }) => startedAt.getTime()),
      reason: reasonOf(entry, keys.get(about[0]?._id as ConversationId)),
    };
  });
}

const reasonOf = ({ _id, reason }: DisclosureDocument, key: Buffer | undefined): string =>
  reason && key ? unseal(key, `${_id}/reason`, bytesOf(reason)).toString('utf8') : '';
