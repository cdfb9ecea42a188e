/** What a law may keep of a conversation, field by field, in words. Never what was said. */
import type { ObligedField } from '@parlour/shared/model/obligation.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { ConsentEventDocument } from '../consent/consent-event.model.js';
import { contactOf } from '../contact/contact.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { profileFields } from '../pre-chat/profile.js';
import { ratingView } from '../ratings/rating-view.js';
import { seal, unseal } from '../vault/seal.js';
import { bytesOf, type Vault } from '../vault/vault.js';
import type { ObligedRecordDocument } from './obliged-record.model.js';

export interface ObligedText {
  readonly field: ObligedField;
  readonly text: string;
}

const iso = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** Those of the fields of which there is something. */
export async function obligedTexts(
  { models }: Pick<Context, 'models'>,
  conversation: ConversationDocument,
  { fields, key }: { readonly fields: readonly ObligedField[]; readonly key: Buffer },
): Promise<ObligedText[]> {
  const texts = {
    times: () => timesOf(conversation),
    agents: () => agentsOf(models, conversation._id),
    answers: () =>
      profileFields(conversation, key)
        .map(({ label, value }) => `${label}: ${value}`)
        .join('\n'),
    contact: async () => (await contactOf({ models }, conversation, key))?.email ?? '',
    consents: () => consentsOf(models, conversation._id),
    rating: () => ratingOf(conversation, key),
  } satisfies Record<ObligedField, () => string | Promise<string>>;
  const found = await Promise.all(fields.map(async (field) => ({ field, text: await texts[field]() })));
  return found.filter(({ text }) => text !== '');
}

const timesOf = ({ startedAt, closedAt }: ConversationDocument): string =>
  [`Began ${iso(startedAt)}`, ...(closedAt ? [`closed ${iso(closedAt)}`] : [])].join(', ');

async function agentsOf(models: Context['models'], conversation: string): Promise<string> {
  const senders = await models.Message.distinct('sender', { conversation });
  const accounts = senders.filter((sender) => sender.startsWith('acc_'));
  const found = await models.Account.find({ _id: { $in: accounts } }, { name: 1 }).lean();
  return found.map(({ name }) => name).join(', ');
}

async function consentsOf(models: Context['models'], conversation: string): Promise<string> {
  const events = await models.ConsentEvent.find({ conversation })
    .sort({ number: 1 })
    .lean<ConsentEventDocument[]>();
  return events
    .map(({ purpose, state, at, notice }) => `${purpose} ${state} ${iso(at)}, notice ${notice.version}`)
    .join('\n');
}

function ratingOf(conversation: ConversationDocument, key: Buffer): string {
  const { score, comment } = ratingView(conversation, key) ?? {};
  return score === undefined ? '' : [`${score} of 5`, ...(comment ? [comment] : [])].join(': ');
}

const place = (record: string): string => `${record}/obliged`;

export const sealObliged = (record: string, key: Buffer, texts: readonly ObligedText[]): Buffer =>
  seal(key, place(record), JSON.stringify(texts));

/** Nothing where the key is destroyed. */
export async function openObliged(
  vault: Vault,
  { _id, sealed }: ObligedRecordDocument,
): Promise<readonly ObligedText[]> {
  const id = _id as unknown as ConversationId;
  const key = (await vault.open([id])).get(id);
  if (!key) return [];
  return JSON.parse(unseal(key, place(_id), bytesOf(sealed)).toString('utf8')) as ObligedText[];
}
