/**
 * CNV-8: which agents are connected, at any node. Each node announces its own in the store and repeats it; one
 * whose announcement stands still has died, and its agents are gone. Nothing here needs Redis: an event only makes
 * the others look sooner.
 */
import type { Availability } from '@parlour/shared/model/agent.js';
import type { Presence } from '@parlour/shared/model/conversation.js';
import type { AccountId, MerchantId } from '@parlour/shared/model/ids.js';
import type { Logger } from 'pino';
import type { Bus } from '../events.js';
import type { Models } from '../models.js';

/** Milliseconds between two announcements, and between two looks at those of the others. */
const every = 1_000;
/** An announcement that has stood still for so long is a dead node's. */
const deadAfter = 3_000;

interface ConnectedAgent {
  readonly account: string;
  readonly merchant: string;
  /** What they have chosen to be; absent where that has not been read yet, which is `online`. */
  readonly chosen?: Availability | undefined;
}

interface OtherNode {
  readonly beat: number;
  readonly agents: readonly ConnectedAgent[];
  /** When the beat was last seen to change, by this process's own steady clock. */
  readonly since: number;
}

interface Parts {
  readonly models: Pick<Models, 'NodePresence' | 'Account'>;
  readonly bus: Bus;
  readonly log: Logger;
  readonly node: string;
}

export class AgentsOnline {
  /** How many sockets each agent has at this node. */
  readonly #here = new Map<string, { account: AccountId; merchant: MerchantId; sockets: number }>();
  #others = new Map<string, OtherNode>();
  #online = new Set<string>();
  /** By merchant, who can answer. */
  #answering = new Map<string, string>();
  /** What the agents of this node have chosen to be. */
  readonly #chosen = new Map<string, Availability>();
  #beat = 0;
  #announced = false;
  #dirty = false;
  #timer: NodeJS.Timeout | null = null;
  #working: Promise<void> | null = null;
  #stopped = false;

  /** Told when a merchant's first agent comes and when the last one goes. */
  changed: (merchant: MerchantId, presence: Presence) => void = () => {};
  /** Told whenever others of a merchant can answer than before (CNV-2). */
  answeringChanged: (merchant: MerchantId) => void = () => {};

  constructor(private readonly parts: Parts) {
    parts.bus.listenEverywhere('agents.moved', () => this.#soon());
    parts.bus.listenEverywhere('availability.chosen', ({ account, availability }) => {
      if (!this.#here.has(account)) return;
      this.#chosen.set(account, availability);
      this.#moved();
    });
  }

  /** Resolves when the agents of the other nodes are known. */
  async start(): Promise<void> {
    this.#timer = setInterval(() => this.#soon(), every);
    this.#timer.unref();
    this.#soon();
    await this.#working;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#working;
    if (!this.#announced) return;
    await this.parts.models.NodePresence.deleteOne({ _id: this.parts.node }).catch(() => {});
    this.parts.bus.tell('agents.moved', {});
  }

  /** A socket of an agent has been opened at this node. */
  came(account: AccountId, merchant: MerchantId): void {
    const known = this.#here.get(account);
    this.#here.set(account, { account, merchant, sockets: (known?.sockets ?? 0) + 1 });
    if (!known) this.#moved();
  }

  /** A socket of an agent has been closed at this node. */
  went(account: AccountId): void {
    const known = this.#here.get(account);
    if (!known) return;
    if (known.sockets > 1) return void this.#here.set(account, { ...known, sockets: known.sockets - 1 });
    this.#here.delete(account);
    this.#chosen.delete(account);
    this.#moved();
  }

  presenceOf(merchant: MerchantId): Presence {
    return this.#online.has(merchant) ? 'online' : 'offline';
  }

  /** Each once, at whatever node. */
  agentsOf(merchant: MerchantId): ReadonlySet<AccountId> {
    return new Set(
      this.#all().flatMap((agent) => (agent.merchant === merchant ? [agent.account as AccountId] : [])),
    );
  }

  /** Those who are connected and have chosen to be online, at whatever node. */
  answering(merchant: MerchantId): ReadonlySet<AccountId> {
    const able = this.#all().filter((agent) => agent.merchant === merchant && isAnswering(agent));
    return new Set(able.map(({ account }) => account as AccountId));
  }

  /** How an agent stands: what they have chosen, and `offline` where no socket of theirs is open. */
  availabilityOf(account: AccountId): Availability {
    const found = this.#all().find((agent) => agent.account === account);
    return found ? (found.chosen ?? 'online') : 'offline';
  }

  /** The merchants of which this node holds an agent's socket. */
  merchantsHere(): ReadonlySet<MerchantId> {
    return new Set([...this.#here.values()].map(({ merchant }) => merchant));
  }

  #moved(): void {
    this.#dirty = true;
    this.#compare();
    this.#soon();
  }

  #soon(): void {
    if (this.#stopped || this.#working) return;
    this.#working = this.#work()
      .catch((error: unknown) => this.parts.log.debug({ err: error }, 'presence could not be told or read'))
      .then(() => {
        this.#working = null;
        // Somebody came or went meanwhile.
        if (this.#dirty) this.#soon();
      });
  }

  async #work(): Promise<void> {
    const isNews = this.#dirty;
    this.#dirty = false;
    try {
      await this.#readChosen();
      await this.#announce();
    } finally {
      if (isNews) this.parts.bus.tell('agents.moved', {});
      await this.#look();
    }
  }

  /** Read again each time, so that a choice is true even where the event that told of it was lost. */
  async #readChosen(): Promise<void> {
    if (this.#here.size === 0) return;
    const found = await this.parts.models.Account.find(
      { _id: { $in: [...this.#here.keys()] } },
      { availability: 1 },
    ).lean();
    for (const { _id, availability } of found)
      if (this.#here.has(_id)) this.#chosen.set(_id, availability ?? 'online');
  }

  async #announce(): Promise<void> {
    const agents = this.#ownAgents();
    if (agents.length === 0 && !this.#announced) return;
    await this.parts.models.NodePresence.updateOne(
      { _id: this.parts.node },
      { $set: { beat: ++this.#beat, agents } },
      { upsert: true },
    );
    this.#announced = agents.length > 0;
  }

  async #look(): Promise<void> {
    const now = performance.now();
    const found = await this.parts.models.NodePresence.find({ _id: { $ne: this.parts.node } }).lean();
    this.#others = new Map(
      found.map(({ _id, beat, agents }) => {
        const known = this.#others.get(_id);
        return [_id, { beat, agents, since: known?.beat === beat ? known.since : now }];
      }),
    );
    this.#compare();
    const forgotten = [...this.#others].filter(([, { since }]) => since < now - 20 * deadAfter);
    if (forgotten.length > 0)
      await this.parts.models.NodePresence.deleteMany({ _id: { $in: forgotten.map(([node]) => node) } });
  }

  #all(): ConnectedAgent[] {
    const alive = performance.now() - deadAfter;
    const others = [...this.#others.values()].filter(({ since }) => since >= alive);
    return [...this.#ownAgents(), ...others.flatMap(({ agents }) => agents)];
  }

  #ownAgents(): ConnectedAgent[] {
    return [...this.#here.values()].map(({ account, merchant }) => {
      const chosen = this.#chosen.get(account);
      return { account, merchant, ...(chosen && { chosen }) };
    });
  }

  /** What has changed since the last look is told to the widgets of this node. */
  #compare(): void {
    const before = this.#online;
    const able = this.#all().filter(isAnswering);
    this.#online = new Set(able.map(({ merchant }) => merchant));
    for (const merchant of this.#online)
      if (!before.has(merchant)) this.changed(merchant as MerchantId, 'online');
    for (const merchant of before)
      if (!this.#online.has(merchant)) this.changed(merchant as MerchantId, 'offline');
    this.#compareAnswering(able);
  }

  #compareAnswering(able: readonly ConnectedAgent[]): void {
    const before = this.#answering;
    const now = new Map<string, string>();
    for (const { merchant, account } of able.toSorted((a, b) => (a.account < b.account ? -1 : 1)))
      now.set(merchant, `${now.get(merchant) ?? ''} ${account}`);
    this.#answering = now;
    for (const merchant of new Set([...before.keys(), ...now.keys()]))
      if (before.get(merchant) !== now.get(merchant)) this.answeringChanged(merchant as MerchantId);
  }
}

/** Whoever is away or offline by choice is connected and does not answer. */
const isAnswering = ({ chosen = 'online' }: ConnectedAgent): boolean => chosen === 'online';
