/** ACC-3: sessions of those who sign in: opened, found again by their token, listed, proven again, ended. */
import type { Caller, PortalAudience } from '@parlour/shared/access/table.js';
import type { AccountId, MerchantId, ProviderId } from '@parlour/shared/model/ids.js';
import { day, hour, minute } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';
import type { AccountDocument } from './account.model.js';
import { handleOf, hashToken, newToken } from './account-secrets.js';
import type { SessionDocument } from './session.model.js';

/** How long a session lives without being used, and at most; the more it reaches, the shorter. */
export const sessionLife: Record<PortalAudience, { readonly idle: number; readonly most: number }> = {
  merchant: { idle: 12 * hour, most: 7 * day },
  provider: { idle: 4 * hour, most: 1 * day },
  admin: { idle: 1 * hour, most: 12 * hour },
};

/**
 * AUT-3: milliseconds for which an answer about a session may be remembered. It may rest on one about its organization
 * that is two seconds old (`sites/directory.ts`), and sockets are looked at every two: together they stay under five.
 */
const remembered = 800;

/** How exactly it is noted when a session was last used: one write a minute at most. */
const seenExactly = 1 * minute;

export type StaffCaller = Extract<Caller, { account: AccountId }>;

const tokenPattern = /^[A-Za-z0-9_-]{43}$/;

interface Known {
  readonly caller: StaffCaller | null;
  readonly seenAt: number;
  readonly until: number;
}

export class Sessions {
  readonly #known = new Map<string, Known>();

  constructor(
    private readonly context: Pick<Context, 'models' | 'clock' | 'bus'>,
    /** Whether the account's organization lets it work. */
    private readonly stands: (account: AccountDocument) => Promise<boolean> = () => Promise.resolve(true),
  ) {}

  async open(account: AccountDocument): Promise<{ token: string; endsAt: number }> {
    const { models, clock } = this.context;
    const token = newToken();
    const now = clock.now();
    const endsAt = now + sessionLife[account.audience].most;
    await models.Session.create({
      _id: hashToken(token),
      account: account._id,
      startedAt: new Date(now),
      seenAt: new Date(now),
      provenAt: new Date(now),
      endsAt: new Date(endsAt),
    });
    return { token, endsAt };
  }

  /** Who the token belongs to; null where there is no such session, it has ended, or the account is disabled. */
  async find(token: string | undefined): Promise<StaffCaller | null> {
    return token && tokenPattern.test(token) ? this.use(hashToken(token)) : null;
  }

  /** As `findByHash`, and notes that the session is in use. */
  async use(session: string): Promise<StaffCaller | null> {
    const caller = await this.findByHash(session);
    const now = this.context.clock.now();
    const known = this.#known.get(session);
    if (caller && known && now - known.seenAt >= seenExactly) {
      this.#known.set(session, { ...known, seenAt: now });
      await this.context.models.Session.updateOne({ _id: session }, { $set: { seenAt: new Date(now) } });
    }
    return caller;
  }

  async findByHash(session: string): Promise<StaffCaller | null> {
    const now = this.context.clock.now();
    const known = this.#known.get(session);
    if (known && known.until > now && known.until <= now + remembered) return known.caller;
    const { caller, seenAt } = await this.#read(session, now);
    if (this.#known.size > 10_000) this.#known.clear();
    this.#known.set(session, { caller, seenAt, until: now + remembered });
    return caller;
  }

  async #read(session: string, now: number): Promise<Omit<Known, 'until'>> {
    const { models } = this.context;
    const found = await models.Session.findOne({ _id: session, endsAt: { $gt: new Date(now) } }).lean();
    const account = found && (await models.Account.findOne({ _id: found.account, disabledAt: null }).lean());
    const seenAt = found?.seenAt.getTime() ?? 0;
    const stands =
      account && seenAt + sessionLife[account.audience].idle > now && (await this.stands(account));
    return { caller: stands ? callerOf(account, found!) : null, seenAt };
  }

  /** The sessions of an account that stand, newest first. */
  async list(account: AccountDocument): Promise<SessionDocument[]> {
    const now = this.context.clock.now();
    const seenSince = new Date(now - sessionLife[account.audience].idle);
    return this.context.models.Session.find({
      account: account._id,
      endsAt: { $gt: new Date(now) },
      seenAt: { $gt: seenSince },
    })
      .sort({ startedAt: -1 })
      .lean<SessionDocument[]>();
  }

  /** ACC-2: whoever has it has just proven who they are. */
  async prove(session: string): Promise<void> {
    const { models, clock } = this.context;
    await models.Session.updateOne({ _id: session }, { $set: { provenAt: new Date(clock.now()) } });
    this.#known.delete(session);
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

  /** All of an account's sessions, except one or none. Their sockets close at whatever node they are. */
  async endAll(account: string, except: string | null = null): Promise<void> {
    const found = await this.context.models.Session.find({ account }, { _id: 1 }).lean();
    await Promise.all(found.filter(({ _id }) => _id !== except).map(({ _id }) => this.end(_id)));
  }

  /** Ends the one that the account's owner names by its handle; false where there is none. */
  async endByHandle(account: string, handle: string): Promise<boolean> {
    const found = await this.context.models.Session.find({ account }, { _id: 1 }).lean();
    const named = found.find(({ _id }) => handleOf(_id) === handle);
    if (named) await this.end(named._id);
    return named !== undefined;
  }
}

function callerOf(account: AccountDocument, session: SessionDocument): StaffCaller | null {
  const identity = {
    account: account._id as AccountId,
    name: account.name,
    session: session._id,
    proof: { secondFactor: Boolean(account.secondFactor), at: session.provenAt.getTime() },
  };
  if (account.role === 'agent' || account.role === 'manager') {
    return account.merchant
      ? { ...identity, role: account.role, merchant: account.merchant as MerchantId }
      : null;
  }
  if (account.role === 'admin') return { ...identity, role: 'admin' };
  return { ...identity, role: 'provider', provider: account.provider as ProviderId | null };
}
