/** Sessions of those who sign in: opened, found again by their token, ended. */
import { createHash, randomBytes } from 'node:crypto';
import type { Caller } from '@parlour/shared/access/table.js';
import type { AccountId, MerchantId } from '@parlour/shared/model/ids.js';
import { day } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';
import type { AccountDocument } from './account.model.js';

/** How long a session lives, whatever is done with it. */
export const sessionLife = 1 * day;

/** AUT-3: how long an answer about a session may be remembered; a revocation acts within this time at the latest. */
const remembered = 2_000;

export type StaffCaller = Extract<Caller, { account: AccountId }>;

const tokenPattern = /^[A-Za-z0-9_-]{43}$/;

const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

export class Sessions {
  readonly #known = new Map<string, { caller: StaffCaller | null; until: number }>();

  constructor(private readonly context: Pick<Context, 'models' | 'clock' | 'bus'>) {}

  async open(account: AccountDocument): Promise<{ token: string; endsAt: number }> {
    const { models, clock } = this.context;
    const token = randomBytes(32).toString('base64url');
    const startedAt = clock.now();
    const endsAt = startedAt + sessionLife;
    await models.Session.create({
      _id: hashToken(token),
      account: account._id,
      startedAt: new Date(startedAt),
      endsAt: new Date(endsAt),
    });
    return { token, endsAt };
  }

  /** Who the token belongs to; null where there is no such session, it has ended, or the account is disabled. */
  async find(token: string | undefined): Promise<StaffCaller | null> {
    return token && tokenPattern.test(token) ? this.findByHash(hashToken(token)) : null;
  }

  async findByHash(session: string): Promise<StaffCaller | null> {
    const now = this.context.clock.now();
    const known = this.#known.get(session);
    if (known && known.until > now && known.until <= now + remembered) return known.caller;
    const caller = await this.#read(session, now);
    if (this.#known.size > 10_000) this.#known.clear();
    this.#known.set(session, { caller, until: now + remembered });
    return caller;
  }

  async #read(session: string, now: number): Promise<StaffCaller | null> {
    const { models } = this.context;
    const found = await models.Session.findOne({ _id: session, endsAt: { $gt: new Date(now) } }).lean();
    const account = found && (await models.Account.findOne({ _id: found.account, disabledAt: null }).lean());
    return account ? callerOf(account, session) : null;
  }

  /** What is remembered of a session; the next question asks the store. */
  forget(session: string): void {
    this.#known.delete(session);
  }

  forgetAccount(account: AccountId): void {
    for (const [session, { caller }] of this.#known)
      if (caller?.account === account) this.#known.delete(session);
  }

  async end(session: string): Promise<void> {
    await this.context.models.Session.deleteOne({ _id: session });
    this.#known.delete(session);
    this.context.bus.tell('session.ended', { session });
  }
}

function callerOf(account: AccountDocument, session: string): StaffCaller | null {
  const identity = { account: account._id as AccountId, name: account.name, session };
  if (account.role === 'agent' || account.role === 'manager') {
    return account.merchant
      ? { ...identity, role: account.role, merchant: account.merchant as MerchantId }
      : null;
  }
  return { ...identity, role: account.role };
}
