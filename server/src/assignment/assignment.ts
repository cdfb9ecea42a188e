/**
 * CNV-2: offers waiting conversations to those who can answer. What must hold, whatever dies and whenever:
 *
 * - Nobody is offered more than they have room for, also where two nodes decide at once: whoever writes offers holds
 *   the merchant's lease, decides by what is stored then, and each write is refused where the offer has changed.
 * - An offer runs out by its date, which is stored with it. No timer must survive for that: every node that holds a
 *   socket of one of the merchant's agents looks each second, and where there is no such node nobody could answer.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { usualAssignment, usualCapacity, type AssignmentSettings } from '@parlour/shared/model/agent.js';
import type { AccountId, ConversationId, MerchantId } from '@parlour/shared/model/ids.js';
import { decideOffers, type AvailableAgent, type OfferDecision } from '@parlour/shared/rules/offers.js';
import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import { awake } from '../conversations/snoozed.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { withDeadline } from '../database/deadline.js';
import type { Bus } from '../events.js';
import { Lease } from '../jobs/lease.js';
import type { Models } from '../models.js';
import type { AgentsOnline } from '../presence/agents-online.js';

/** Milliseconds between two looks. */
const every = 1_000;
/** Milliseconds between two reads of one merchant's queue. */
const between = 150;
/** Milliseconds. So long the others wait for a node that died while it wrote. */
const leaseLasts = 5_000;
/** Of so many at the head of the queue it is decided at once. */
const mostConsidered = 100;

interface Parts {
  readonly models: Pick<Models, 'Conversation' | 'Account' | 'AssignmentRule' | 'Lease'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly bus: Bus;
  readonly agents: AgentsOnline;
  readonly node: string;
}

type Waiting = Pick<ConversationDocument, '_id' | 'offer' | 'passed' | 'offerTurn'>;

export class Assignment {
  /** Merchants of which something has changed since they were looked at; those in work are told apart. */
  readonly #asked = new Set<MerchantId>();
  readonly #working = new Map<MerchantId, Promise<void>>();
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(private readonly parts: Parts) {
    const { bus, agents } = parts;
    agents.answeringChanged = (merchant) => this.look(merchant);
    bus.listenEverywhere('conversation.changed', ({ merchant }) => this.look(merchant));
    bus.listenEverywhere('assignment.changed', ({ merchant }) => this.look(merchant));
  }

  start(): void {
    this.#timer = setInterval(() => {
      for (const merchant of this.parts.agents.merchantsHere()) this.look(merchant);
    }, every);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearInterval(this.#timer);
    await Promise.all(this.#working.values());
  }

  async settingsOf(merchant: string): Promise<AssignmentSettings> {
    const found = await this.parts.models.AssignmentRule.findById(merchant).lean();
    return found ? { rule: found.rule, offerSeconds: found.offerSeconds } : usualAssignment;
  }

  /** How many conversations each of these has, without those that were put off. */
  async loadsOf(merchant: string, agents: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const now = new Date(this.parts.clock.now());
    const rows = await this.parts.models.Conversation.aggregate<{ _id: string; count: number }>([
      {
        $match: {
          merchant,
          state: 'active',
          agent: { $in: agents },
          expiresAt: { $gt: now },
          ...awake(now),
        },
      },
      { $group: { _id: '$agent', count: { $sum: 1 } } },
    ]);
    return new Map(rows.map(({ _id, count }) => [_id, count]));
  }

  /** Something may have changed for this merchant: what is to be offered is offered soon, by some node. */
  look(merchant: MerchantId): void {
    if (this.#stopped || !this.parts.agents.merchantsHere().has(merchant)) return;
    this.#asked.add(merchant);
    if (!this.#working.has(merchant)) this.#working.set(merchant, this.#work(merchant));
  }

  /** Resolves when nothing is under way; tests wait for it. */
  async settled(): Promise<void> {
    while (this.#working.size > 0) await Promise.all(this.#working.values());
  }

  async #work(merchant: MerchantId): Promise<void> {
    // What is asked for in this turn is looked at together.
    await new Promise((resolve) => setImmediate(resolve));
    try {
      while (this.#asked.delete(merchant)) {
        await withDeadline(this.#assign(merchant));
        // However lively it is, a merchant's queue is read a few times a second.
        if (this.#asked.has(merchant) && !this.#stopped) await pause(between);
      }
    } catch (error) {
      this.parts.log.debug({ err: error }, 'offers could not be made; the next look makes them');
    } finally {
      this.#working.delete(merchant);
    }
  }

  async #assign(merchant: MerchantId): Promise<void> {
    if ((await this.#decide(merchant)).length === 0) return;
    const { models, clock, node } = this.parts;
    const lease = new Lease(models, clock, `offers/${merchant}`, node, leaseLasts);
    // Another node is at it; should it die, a later look finds what it has left.
    if (!(await lease.take())) return;
    try {
      const { offerSeconds } = await this.settingsOf(merchant);
      for (const [waiting, decision] of await this.#decide(merchant))
        await this.#write(merchant, waiting, decision, offerSeconds);
    } finally {
      await lease.release();
    }
  }

  async #decide(merchant: MerchantId): Promise<(readonly [Waiting, OfferDecision])[]> {
    const { models, clock } = this.parts;
    const now = clock.now();
    const queue = await models.Conversation.find(
      { merchant, state: 'queued', expiresAt: { $gt: new Date(now) } },
      { offer: 1, passed: 1, offerTurn: 1 },
    )
      .sort({ startedAt: 1, _id: 1 })
      .limit(mostConsidered)
      .lean<Waiting[]>();
    if (queue.length === 0) return [];
    const { rule } = await this.settingsOf(merchant);
    const agents = rule === 'automatic' ? await this.#available(merchant) : [];
    const decisions = decideOffers(queue.map(asWaiting), agents, now);
    const byId = new Map(queue.map((waiting) => [waiting._id, waiting]));
    return decisions.map((decision) => [byId.get(decision.conversation)!, decision] as const);
  }

  async #available(merchant: MerchantId): Promise<AvailableAgent[]> {
    const answering: AccountId[] = [...this.parts.agents.answering(merchant)];
    if (answering.length === 0) return [];
    const [accounts, loads] = await Promise.all([
      this.parts.models.Account.find(
        { _id: { $in: answering }, merchant, disabledAt: null },
        { capacity: 1 },
      ).lean(),
      this.loadsOf(merchant, answering),
    ]);
    return accounts.map(({ _id, capacity }) => ({
      id: _id,
      load: loads.get(_id) ?? 0,
      capacity: capacity ?? usualCapacity,
    }));
  }

  async #write(
    merchant: MerchantId,
    { _id, offerTurn, passed = [] }: Waiting,
    { to, passedBy }: OfferDecision,
    offerSeconds: number,
  ): Promise<void> {
    const { models, clock, bus } = this.parts;
    const now = clock.now();
    const kept = [...passed, ...(passedBy === null ? [] : [{ agent: passedBy, at: new Date(now) }])].slice(
      -20,
    );
    const offer = to === null ? null : { to, until: new Date(now + offerSeconds * 1_000) };
    const { modifiedCount } = await models.Conversation.updateOne(
      { _id, state: 'queued', offerTurn: offerTurn ?? null },
      { $set: { offer, passed: kept }, $inc: { offerTurn: 1 } },
    );
    if (modifiedCount > 0) bus.tell('inbox.touched', { conversation: _id as ConversationId, merchant });
  }
}

const asWaiting = ({ _id, offer, passed }: Waiting) => ({
  id: _id,
  offer: offer ? { to: offer.to, until: offer.until.getTime() } : null,
  passed: (passed ?? []).map(({ agent, at }) => ({ agent, at: at.getTime() })),
});
