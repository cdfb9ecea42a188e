/**
 * DIS-1: the one gate. Whatever leaves the platform passes here: its entry in the register is written first, durably,
 * and what carries it out takes nothing but a pass that this gate has made. Where the entry cannot be written,
 * nothing leaves.
 */
import { createHmac } from 'node:crypto';
import type {
  DisclosedField,
  DisclosureBasis,
  DisclosureKind,
  RecipientCategory,
} from '@parlour/shared/model/disclosure.js';
import type { AccountId, ConversationId, DisclosureId } from '@parlour/shared/model/ids.js';
import { permits } from '@parlour/shared/model/purpose.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Audit } from '../audit/audit.js';
import type { Clock } from '../clock.js';
import type { Models } from '../models.js';
import type { Journal, JournaledDisclosure } from '../retention/journal.js';
import { newId } from '../new-id.js';
import { seal } from '../vault/seal.js';
import type { Vault } from '../vault/vault.js';
import type { DisclosureDocument } from './disclosure.model.js';

export interface Disclosing {
  readonly kind: DisclosureKind;
  readonly recipient: string;
  readonly category: RecipientCategory;
  readonly basis: DisclosureBasis;
  /** What the recipient may be given (DIS-2); the pass carries it to whoever composes it. */
  readonly fields: readonly DisclosedField[];
  /** What it is for, in words that name nobody. */
  readonly purpose: string;
  /** What staff gave as a reason. It may name somebody: sealed with the first conversation's key. */
  readonly reason?: string;
  readonly merchant: string | null;
  /** `everybody`: all whom the merchant has had until now. */
  readonly conversations: readonly ConversationId[] | 'everybody';
  readonly by: AccountId | 'consumer' | 'system';
  readonly shownFrom?: number | null;
  /** What is disclosed again under the same name on the same day is one entry that counts. */
  readonly gathered?: string;
  /** False: tried again, and counted already. */
  readonly counts?: boolean;
}

declare const passed: unique symbol;

/** Proof that the entry is written. Only the gate makes one. */
export interface Pass {
  readonly disclosure: DisclosureId;
  readonly fields: readonly DisclosedField[];
  readonly [passed]: true;
}

const passes = new WeakSet<object>();

/** To be asked by everything that lets something out. @throws where the pass is not from the gate */
export function requirePass(pass: Pass): void {
  if (!passes.has(pass)) throw new Error('nothing leaves without an entry in the register (DIS-1)');
}

interface Parts {
  readonly models: Pick<Models, 'Disclosure' | 'ConsentEvent' | 'Conversation'>;
  readonly clock: Clock;
  readonly vault: Vault;
  readonly audit: Audit;
  readonly journal: Journal;
}

export class Gate {
  constructor(private readonly parts: Parts) {}

  /**
   * Writes the entry, then lets it leave.
   *
   * @throws Refusal `partner_sharing_missing` (DIS-4); `not_found` where a conversation's key is destroyed
   */
  async disclose<Result>(given: Disclosing, leave: (pass: Pass) => Promise<Result>): Promise<Result> {
    const { models, audit, journal } = this.parts;
    const entry = await this.#compose(given);
    const { _id, times, lastAt, ...rest } = entry;
    const written = await models.Disclosure.updateOne(
      { _id },
      { $setOnInsert: rest, $set: { lastAt }, $inc: { times } },
      { upsert: true },
    );
    if (written.upsertedCount > 0) {
      const { kind, category, basis, fields, subjects, everybody, by } = entry;
      await audit.append({
        actor: by as AccountId | 'consumer' | 'system',
        action: 'disclosure.make',
        target: _id,
        payload: { kind, category, basis, fields, subjects: subjects.length, everybody },
      });
      await journal.append([{ kind: 'disclosed', entry: journaled(entry) }]);
    }
    const pass = Object.freeze({ disclosure: _id, fields: entry.fields }) as unknown as Pass;
    passes.add(pass);
    return leave(pass);
  }

  /**
   * RET-10: an entry that a restored copy has lost, as it was first written. How often the same was disclosed again on
   * that day is not in the journal. False where the entry is there.
   */
  async putBack({ _id, firstAt, lastAt, shownFrom, reason, ...rest }: JournaledDisclosure): Promise<boolean> {
    const entry: Omit<DisclosureDocument, '_id'> = {
      ...rest,
      fields: [...rest.fields],
      subjects: [...rest.subjects],
      reason: reason === null ? null : Buffer.from(reason, 'base64'),
      firstAt: new Date(firstAt),
      lastAt: new Date(lastAt),
      shownFrom: shownFrom === null ? null : new Date(shownFrom),
    };
    const put = await this.parts.models.Disclosure.updateOne(
      { _id },
      { $setOnInsert: entry },
      { upsert: true },
    );
    return put.upsertedCount > 0;
  }

  /** Notes when the merchant was told of an entry. */
  async noteTold(id: string): Promise<void> {
    const toldAt = new Date(this.parts.clock.now());
    await this.parts.models.Disclosure.updateOne({ _id: id }, { $set: { toldAt } });
  }

  /** How the register names a conversation: dead as soon as its key is. */
  async subjectsOf(conversations: readonly ConversationId[]): Promise<Map<ConversationId, string>> {
    const keys = await this.parts.vault.open(conversations);
    return new Map([...keys].map(([id, key]) => [id, hmac(key, 'disclosure subject')]));
  }

  async #compose(given: Disclosing): Promise<DisclosureDocument> {
    const { kind, recipient, category, basis, purpose, merchant, by } = given;
    const conversations = given.conversations === 'everybody' ? [] : given.conversations;
    const keys = await this.parts.vault.open(conversations);
    if (keys.size < new Set(conversations).size) throw new Refusal('not_found');
    const consentEvent = category === 'third_party' ? await this.#requireSharing(conversations) : null;
    const now = new Date(this.parts.clock.now());
    const fields = [...new Set(given.fields)].toSorted();
    const [key] = keys.values();
    const _id = this.#idOf({ ...given, fields }, key, consentEvent);
    return {
      _id,
      kind,
      recipient,
      category,
      basis,
      fields,
      purpose,
      reason: given.reason && key ? seal(key, `${_id}/reason`, given.reason) : null,
      merchant,
      subjects: [...keys.values()].map((one) => hmac(one, 'disclosure subject')),
      everybody: given.conversations === 'everybody',
      consentEvent,
      by,
      firstAt: now,
      lastAt: now,
      times: given.counts === false ? 0 : 1,
      shownFrom: typeof given.shownFrom === 'number' ? new Date(given.shownFrom) : null,
    };
  }

  /** One entry for the same on the same day; its name leads to nobody once the key is destroyed. */
  #idOf(given: Disclosing, key: Buffer | undefined, consentEvent: number | null): DisclosureId {
    const { gathered, fields, conversations } = given;
    if (!gathered || (conversations.length > 0 && !key)) return newId('disclosure');
    const day = new Date(this.parts.clock.now()).toISOString().slice(0, 10);
    const name = `${gathered}/${day}/${fields.join()}/${consentEvent}/${given.recipient}/${given.purpose}`;
    return `dis_${hmac(key ?? Buffer.from('nobody'), name).slice(0, 22)}` as DisclosureId;
  }

  /** DIS-4: the number of the event by which the consumer agrees, now, to sharing with partners. */
  async #requireSharing(conversations: readonly ConversationId[]): Promise<number | null> {
    const { models } = this.parts;
    let cited: number | null = null;
    for (const conversation of conversations) {
      const here = await models.ConsentEvent.findOne({ conversation, purpose: 'partner_sharing' })
        .sort({ number: -1 })
        .lean();
      const anywhere =
        here &&
        (await models.ConsentEvent.findOne({ consumer: here.consumer, purpose: 'partner_sharing' })
          .sort({ at: -1, number: -1 })
          .lean());
      if (!here || !permits(here.state) || !permits(anywhere?.state))
        throw new Refusal('partner_sharing_missing');
      cited = here.number;
    }
    return cited;
  }
}

/** As it is written outside the database, so that a restored backup learns of it (RET-10). */
const journaled = ({
  firstAt,
  lastAt,
  shownFrom,
  reason,
  toldAt: _told,
  ...rest
}: DisclosureDocument): JournaledDisclosure => ({
  ...rest,
  reason: reason?.toString('base64') ?? null,
  firstAt: firstAt.getTime(),
  lastAt: lastAt.getTime(),
  shownFrom: shownFrom?.getTime() ?? null,
});

const hmac = (key: Buffer, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64url');
