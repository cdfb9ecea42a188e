/**
 * Mail: put into the store first, then delivered by one node at a time, again and again until the other side has
 * taken it. A mail that was queued survives a crash; one that is delivered leaves nothing behind. The same mail may
 * arrive twice where a node dies between the two, always with the same `Message-ID`.
 */
import { randomBytes } from 'node:crypto';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { minute } from '@parlour/shared/rules/expiry.js';
import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { isLiving } from '../conversations/find-conversation.js';
import type { Jobs } from '../jobs/jobs.js';
import { requirePass, type Pass } from '../disclosures/gate.js';
import type { Models } from '../models.js';
import type { Vault } from '../vault/vault.js';
import { backoff, maxAttempts } from './backoff.js';
import { mailKey, openLetter, sealLetter, type Letter } from './envelope.js';
import type { MailDocument } from './mail.model.js';
import { isFinal, type Transport } from './transport.js';

/** While a node delivers a mail nobody else does; if it dies, another takes over after so long. */
const claimed = 5 * minute;
const atOnce = 50;

/** Mails that carry what was said: none of them goes without an entry in the register (DIS-1). */
const saysWhatWasSaid: ReadonlySet<string> = new Set(['transcript', 'contact_followup']);

export interface Mail extends Letter {
  /** What the mail is for, such as `invitation`: it stands in logs, so nothing of a person. */
  readonly kind: string;
  /** Set where it says what was said, or where to: it is sealed with the conversation's key and purged with it. */
  readonly conversation?: ConversationId;
  /** Proof that the register knows of it (DIS-1); without it nothing that was said is taken. */
  readonly pass?: Pass;
}

export interface MailerParts {
  readonly models: Pick<Models, 'Mail' | 'Conversation' | 'Suppression'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly vault: Vault;
  readonly masterKey: Buffer;
  /** Null without `SMTP_URL`. */
  readonly transport: Transport | null;
}

/** A mail that was tried so often waits for more than a moment: something is wrong. */
export const stuckAfter = 3;

export class Mailer {
  readonly #key: Buffer;
  #delivering: Promise<void> | null = null;

  constructor(private readonly parts: MailerParts) {
    this.#key = mailKey(parts.masterKey);
  }

  /** Whether this installation can send mail at all. */
  get works(): boolean {
    return this.parts.transport !== null;
  }

  /**
   * Resolves once the mail is in the store; delivery follows.
   *
   * @throws Refusal `mail_not_set_up` without `SMTP_URL`; `not_found` where the conversation is gone
   */
  async send({ kind, conversation, pass, ...letter }: Mail): Promise<void> {
    const { models, clock, vault } = this.parts;
    if (saysWhatWasSaid.has(kind)) requirePass(pass as Pass);
    if (!this.works) throw new Refusal('mail_not_set_up');
    const key = conversation ? (await vault.open([conversation])).get(conversation) : this.#key;
    if (!key) throw new Refusal('not_found');
    const _id = randomBytes(16).toString('base64url');
    const now = new Date(clock.now());
    await models.Mail.create({
      _id,
      kind,
      conversation: conversation ?? null,
      sealed: sealLetter(key, _id, letter),
      attempts: 0,
      queuedAt: now,
      dueAt: now,
    });
    void this.deliver().catch((error: unknown) => this.parts.log.warn({ err: error }, 'mail must wait'));
  }

  /** Mail that waits is looked for by the job; mail that is sent goes at once. */
  watch(jobs: Jobs): void {
    if (this.works) jobs.add({ name: 'mail', every: 5_000, run: () => this.deliver() });
  }

  /** Delivers what is due; several calls at once are one. */
  deliver(): Promise<void> {
    this.#delivering = (this.#delivering ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => this.#deliverDue());
    return this.#delivering;
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    await this.#delivering?.catch(() => undefined);
    this.parts.transport?.close();
  }

  async #deliverDue(): Promise<void> {
    for (let count = 0; count < atOnce; count += 1) {
      const mail = await this.#claim();
      if (!mail) return;
      await this.#attempt(mail);
    }
  }

  #claim(): Promise<MailDocument | null> {
    const now = this.parts.clock.now();
    return this.parts.models.Mail.findOneAndUpdate(
      { dueAt: { $lte: new Date(now) } },
      { $set: { dueAt: new Date(now + claimed) }, $inc: { attempts: 1 } },
      { sort: { dueAt: 1 }, returnDocument: 'after' },
    ).lean<MailDocument | null>();
  }

  /** What might leave when it was queued, and may not any more: its conversation is hidden (RET-2), it is past its time, or there is an opt-out. */
  async #isVoid({ conversation }: MailDocument, { unless, until }: Letter): Promise<boolean> {
    const { models, clock } = this.parts;
    if (until !== undefined && until <= clock.now()) return true;
    if (unless && (await models.Suppression.exists({ _id: unless }))) return true;
    if (!conversation) return false;
    const found = await models.Conversation.findById(conversation).lean<ConversationDocument>();
    return !found || !isLiving(found, clock.now());
  }

  async #attempt(mail: MailDocument): Promise<void> {
    const { models, log, clock, vault, transport } = this.parts;
    const about = { mail: mail._id, kind: mail.kind, attempt: mail.attempts };
    const letter = await openLetter({ vault, key: this.#key }, mail);
    if (!letter || (await this.#isVoid(mail, letter)))
      return void (await models.Mail.deleteOne({ _id: mail._id }));
    try {
      await transport!.deliver(mail._id, letter);
    } catch (error) {
      // Never the error itself: a server's answer repeats the address.
      const code = (error as { responseCode?: number }).responseCode ?? (error as { code?: string }).code;
      if (isFinal(error) || mail.attempts >= maxAttempts) {
        log.error({ ...about, code }, 'a mail could not be delivered and is given up');
        await models.Mail.deleteOne({ _id: mail._id });
        return;
      }
      log.warn({ ...about, code }, 'a mail was not taken and will be tried again');
      const dueAt = new Date(clock.now() + backoff(mail.attempts));
      await models.Mail.updateOne({ _id: mail._id }, { $set: { dueAt } });
      return;
    }
    await models.Mail.deleteOne({ _id: mail._id });
    log.info(about, 'a mail was delivered');
  }
}
