/**
 * Years of conversations, rules, consents, holds, requests and crashes in a few minutes: real server code over the
 * real store, with a clock that leaps. After each leap the store is held against the oracle. One seed draws the same
 * life again.
 */
import { randomBytes } from 'node:crypto';
import type { ConsumerId, ConversationId, MerchantId, SiteId } from '@parlour/shared/model/ids.js';
import type { AccountId } from '@parlour/shared/model/ids.js';
import { day, decideExpiry, hour, minute } from '@parlour/shared/rules/expiry.js';

import { verifyAll } from '../../audit/verify-all.js';
import { consentEvents } from '../../consent/consent-events.js';
import { withdraw } from '../../consent/append-consent.js';
import type { ConversationDocument } from '../../conversations/conversation.model.js';
import { findConversation } from '../../conversations/find-conversation.js';
import { heldBy, holdsInForce } from '../../holds/holds-in-force.js';
import { placeHoldCase } from '../../holds/place-hold.js';
import { releaseHoldCase } from '../../holds/release-hold.js';
import { newId } from '../../new-id.js';
import { eraseDataCase } from '../../requests/erase-data.js';
import { countLeaves, leafNames } from '../../retention/leaves.js';
import { applyChanges, change, undo, undoTime } from '../../retention/rule-changes.js';
import type { OperationCall } from '../../use-case.js';
import { dieAt } from '../die-at.js';
import { randomFrom } from '../random-from.js';
import type { TestServer } from '../start-server.js';
import { Oracle, type Expected, type ExpectedHold, type Rules } from './oracle.js';

export interface Journey {
  readonly seed: number;
  readonly years: number;
  readonly conversations: number;
}

export interface Counts {
  conversations: number;
  purged: number;
  leaps: number;
  looks: number;
  rulesShortened: number;
  rulesLengthened: number;
  rulesUndone: number;
  holdsPlaced: number;
  holdsReleased: number;
  deletions: number;
  withdrawals: number;
  crashes: number;
  brakes: number;
  clockJumps: number;
  auditEntries: number;
}

const merchants = 5;
const longestWait = 2 * hour;

export class Traveller {
  readonly counts: Counts = {
    conversations: 0,
    purged: 0,
    leaps: 0,
    looks: 0,
    rulesShortened: 0,
    rulesLengthened: 0,
    rulesUndone: 0,
    holdsPlaced: 0,
    holdsReleased: 0,
    deletions: 0,
    withdrawals: 0,
    crashes: 0,
    brakes: 0,
    clockJumps: 0,
    auditEntries: 0,
  };
  readonly #oracle = new Oracle();
  readonly #random: (below: number) => number;
  /** What new conversations get. */
  readonly #rules = new Map<string, Rules>();
  #platform = { floor: 1 * hour, ceiling: 365 * day };
  /** Shorter rules that wait, by whose they are. */
  readonly #waiting = new Map<string, { to: Partial<Rules>; at: number }>();
  readonly #admin: OperationCall['caller'];

  constructor(
    private readonly server: TestServer,
    private readonly journey: Journey,
    private readonly progress: (done: number, counts: Counts) => void = () => {},
  ) {
    this.#random = randomFrom(journey.seed);
    const account = server.world.people.ada._id as AccountId;
    this.#admin = { role: 'admin', account, name: 'Ada', session: 'ses_time' };
  }

  /** @throws Error with the first promise that was broken */
  async run(): Promise<Counts> {
    const { purger, jobs } = this.server.app.context;
    await Promise.all([purger.stop(), jobs.stop()]);
    await this.#settle();
    const { clock } = this.server;
    const begin = clock.now();
    const end = begin + this.journey.years * 365 * day;
    while (clock.now() < end) {
      await this.#leap(1 + this.#random(64));
      const due = Math.round((this.journey.conversations * (clock.now() - begin)) / (end - begin));
      await this.#converse(Math.min(due, this.journey.conversations) - this.counts.conversations);
      await this.#live();
      this.progress((clock.now() - begin) / (end - begin), this.counts);
    }
    await this.#finish();
    return this.counts;
  }

  get #now(): number {
    return this.server.clock.now();
  }

  /** Time passes; what is due happens; and every promise is looked at. */
  async #leap(hours: number): Promise<void> {
    this.server.clock.advance(hours * hour + this.#random(hour));
    this.counts.leaps += 1;
    await this.#applyRules();
    await this.#sampleHidden();
    await this.#sweep();
    await this.#look();
  }

  async #settle(): Promise<void> {
    const { models } = this.server.app.context;
    for (let n = 0; n < merchants; n++) {
      const id = newId('merchant');
      await models.Merchant.create({ _id: id, slug: `m${n}`, name: `Merchant ${n}`, greeting: '' });
      const keep = (10 + this.#random(80)) * day;
      await models.RetentionRule.create({ _id: id, keep });
      this.#rules.set(id, { ...this.#platform, keep });
    }
  }

  #one<Value>(values: Iterable<Value>): Value | undefined {
    const all = [...values];
    return all[this.#random(all.length)];
  }

  /** So many conversations have ended lately. */
  async #converse(count: number): Promise<void> {
    const { models, vault } = this.server.app.context;
    const holds = await holdsInForce(models);
    const made = Array.from({ length: Math.max(0, count) }, () => this.#ended());
    if (made.length === 0) return;
    const many = { ordered: false };
    await models.ConversationKey.insertMany(made.map(({ id }) => vault.create(id as ConversationId)));
    await models.Conversation.collection.insertMany(
      made.map((one) => {
        const conversation = stored(one, this.server.world.site._id);
        return { ...conversation, ...heldBy(holds, conversation) };
      }) as never[],
      many,
    );
    await models.Message.collection.insertMany(
      made.flatMap(({ id, startedAt }) =>
        Array.from({ length: 1 + this.#random(3) }, (_, at) => message(id, at + 1, startedAt)),
      ) as never[],
      many,
    );
    await models.ConsentEvent.collection.insertMany(await this.#consents(made), many);
    for (const one of made) this.#oracle.living.set(one.id, one);
    this.counts.conversations += made.length;
  }

  async #consents(made: readonly Expected[]): Promise<never[]> {
    const notice = await this.server.app.context.policies.notice();
    return made.flatMap(({ id, consumer, closedAt, refused }) =>
      consentEvents([{ purpose: 'transcript_storage', state: refused ? 'refused' : 'given' }], {
        consumer: consumer as ConsumerId,
        conversation: id as ConversationId,
        notice,
        locale: 'en',
        at: closedAt,
        after: 0,
        permitted: new Set(),
        surface: 'widget',
        gpc: false,
      }),
    ) as never[];
  }

  #ended(): Expected {
    const [merchant, rules] = this.#one(this.#rules)!;
    const known = this.#random(4) === 0 ? this.#one(this.#oracle.living.values()) : undefined;
    const closedAt = this.#now - this.#random(10 * minute);
    return {
      id: newId('conversation'),
      merchant: known?.merchant ?? merchant,
      consumer: known?.consumer ?? newId('consumer'),
      startedAt: closedAt - this.#random(hour),
      closedAt,
      ...(known ? this.#rules.get(known.merchant)! : rules),
      refused: this.#random(8) === 0,
      approvedAt: null,
      graceUntil: 0,
    };
  }

  /** What people decide between two leaps. */
  async #live(): Promise<void> {
    const chance = (percent: number): boolean => this.#random(1_000) < percent * 10;
    if (chance(4)) await this.#changeRule();
    if (chance(1)) await this.#changeBounds();
    if (this.#waiting.size > 0 && chance(10)) await this.#undoRule();
    if (this.#oracle.holds.size < 6 && chance(4)) await this.#placeHold();
    if (this.#oracle.holds.size > 0 && chance(4))
      await this.#releaseHold(this.#one(this.#oracle.holds.keys())!);
    if (chance(20)) await this.#eraseData();
    if (chance(20)) await this.#withdraw();
    if (chance(0.3)) await this.#jump();
  }

  async #changeRule(): Promise<void> {
    const [merchant, rules] = this.#one(this.#rules)!;
    if (this.#waiting.has(merchant)) return;
    const keep = (5 + this.#random(120)) * day;
    await change(this.server.app.context, merchant, { keep }, this.server.world.people.ada._id as AccountId);
    if (keep < rules.keep) {
      this.#waiting.set(merchant, { to: { keep }, at: this.#now + undoTime });
      return;
    }
    rules.keep = keep;
    this.counts.rulesLengthened += 1;
  }

  async #changeBounds(): Promise<void> {
    if (this.#waiting.has('platform')) return;
    const to = { floor: (1 + this.#random(48)) * hour, ceiling: (60 + this.#random(300)) * day };
    const { context } = this.server.app;
    const admin = this.server.world.people.ada._id as AccountId;
    await change(context, 'platform', { ...to, keep: 90 * day }, admin);
    const isShorter = to.floor < this.#platform.floor || to.ceiling < this.#platform.ceiling;
    if (isShorter) this.#waiting.set('platform', { to, at: this.#now + undoTime });
    else this.#setBounds(to);
  }

  #setBounds(to: { floor: number; ceiling: number }): void {
    this.#platform = to;
    for (const rules of this.#rules.values()) Object.assign(rules, to);
  }

  async #undoRule(): Promise<void> {
    const owner = this.#one(this.#waiting.keys())!;
    await undo(this.server.app.context, owner, this.server.world.people.ada._id as AccountId);
    this.#waiting.delete(owner);
    this.counts.rulesUndone += 1;
  }

  async #applyRules(): Promise<void> {
    const due = [...this.#waiting]
      .filter(([, { at }]) => at <= this.#now)
      .sort(([, a], [, b]) => a.at - b.at);
    for (const [owner, { to }] of due) {
      this.#waiting.delete(owner);
      this.counts.rulesShortened += 1;
      if (owner === 'platform') this.#setBounds(to as { floor: number; ceiling: number });
      else this.#rules.get(owner)!.keep = to.keep!;
      this.#oracle.shorten(owner === 'platform' ? null : owner, to, this.#now);
    }
    await applyChanges(this.server.app.context);
  }

  async #placeHold(): Promise<void> {
    const about = this.#one(this.#oracle.living.values());
    if (!about || this.#oracle.hiddenFrom(about) <= this.#now) return;
    const slugs = [...this.#rules.keys()];
    const from = this.#now - this.#random(30 * day);
    const kinds: [input: object, scope: ExpectedHold['scope']][] = [
      [{ conversation: about.id }, { conversation: about.id }],
      [{ consumerOf: about.id }, { consumer: about.consumer }],
      [{ merchant: `m${slugs.indexOf(about.merchant)}` }, { merchant: about.merchant }],
      [
        { merchant: `m${slugs.indexOf(about.merchant)}`, from, to: from + 20 * day },
        { merchant: about.merchant, from, to: from + 20 * day },
      ],
    ];
    const [input, scope] = this.#one(kinds)!;
    const asked = {
      scope: input,
      reason: 'Court',
      gagged: false,
      reviewAt: this.#now + 90 * day,
      custodians: [],
    };
    const { hold } = await placeHoldCase(this.server.app.context)(asked as never, this.#call());
    this.#oracle.holds.set(hold.id, { id: hold.id, scope });
    this.counts.holdsPlaced += 1;
  }

  async #releaseHold(id: string): Promise<void> {
    this.#oracle.release(id, this.#now);
    await releaseHoldCase(this.server.app.context)({ hold: id, reason: 'Over' } as never, this.#call());
    this.counts.holdsReleased += 1;
  }

  #call(caller = this.#admin, scope: OperationCall['scope'] = {}): OperationCall {
    return {
      caller,
      scope,
      gpc: false,
      surface: 'portal',
      address: '',
      connection: null,
      browser: null,
      effects: {},
    } as never;
  }

  /** A consumer has one or all of their conversations deleted. */
  async #eraseData(): Promise<void> {
    const about = this.#visible();
    if (!about) return;
    const { id, consumer, merchant } = about;
    const place = { site: this.server.world.site._id as SiteId, merchant: merchant as MerchantId };
    const caller = { role: 'consumer', consumer: consumer as ConsumerId, place } as const;
    const one = this.#random(2) === 0;
    for (const theirs of this.#oracle.living.values())
      if (theirs.consumer === consumer && (!one || theirs.id === id))
        if (this.#oracle.hiddenFrom(theirs) > this.#now) theirs.approvedAt = this.#now;
    await eraseDataCase(this.server.app.context)(
      (one ? { conversation: id } : {}) as never,
      this.#call(caller, { consumer }),
    );
    this.counts.deletions += 1;
  }

  async #withdraw(): Promise<void> {
    const about = this.#visible();
    if (!about || about.refused) return;
    const { context } = this.server.app;
    const conversation = await context.models.Conversation.findById(about.id).lean<ConversationDocument>();
    await withdraw(context, conversation!, 'transcript_storage', 'portal');
    about.refused = true;
    this.counts.withdrawals += 1;
  }

  #visible(): Expected | undefined {
    const one = this.#one(this.#oracle.living.values());
    return one && this.#oracle.hiddenFrom(one) > this.#now && one.graceUntil <= this.#now ? one : undefined;
  }

  /** RET-7: a clock that is a year ahead for a moment. */
  async #jump(): Promise<void> {
    const { models, purger } = this.server.app.context;
    const before = await models.Conversation.estimatedDocumentCount();
    const hidden = await models.Conversation.countDocuments({ state: 'expired' });
    this.server.clock.advance(365 * day);
    const due = await models.Conversation.countDocuments({
      held: 'no',
      expiresAt: { $lte: new Date(this.#now) },
    });
    if (due > 1_000 && due > before * 0.05) {
      await purger.sweep();
      this.counts.clockJumps += 1;
    }
    this.server.clock.advance(-365 * day);
    expectThat((await models.Conversation.estimatedDocumentCount()) === before, 'a clock jump purged');
    const hiddenNow = await models.Conversation.countDocuments({ state: 'expired' });
    expectThat(hiddenNow === hidden, `a clock jump hid ${hiddenNow - hidden} conversations`);
  }

  /** The sweep, killed now and then at some write; another goes on when the dead one's lease has run out. */
  async #sweep(): Promise<void> {
    const { context } = this.server.app;
    if (this.#random(7) === 0) {
      const death = dieAt(context, 1 + this.#random(40), this.#random(2) === 0 ? 'before' : 'after');
      await context.purger.sweep().catch(() => {});
      death.restore();
      if (death.at) this.counts.crashes += 1;
      this.server.clock.advance(1 * minute);
    }
    await context.purger.sweep();
    const stopped = await context.models.PurgeRun.exists({ state: 'stopped', doneAt: null });
    if (!stopped) return;
    this.counts.brakes += 1;
    await (
      await context.purger.run('command_line')
    ).done;
  }

  /** Nothing that is past its date can be read, before any sweep has run. */
  async #sampleHidden(): Promise<void> {
    const all = [...this.#oracle.living.values()];
    const past = all.filter((one) => this.#oracle.hiddenFrom(one) <= this.#now && one.graceUntil === 0);
    for (let n = 0; n < Math.min(5, past.length); n++) {
      const one = this.#one(past)!;
      const { id } = one;
      const read = findConversation(this.server.app.context, id as ConversationId, {});
      const refused = await read.then(
        () => false,
        () => true,
      );
      expectThat(refused, `past its date and can be read: ${JSON.stringify(one)}, now ${this.#now}`);
      this.counts.looks += 1;
    }
  }

  /** What is stored, against what ought to be. */
  async #look(): Promise<void> {
    const { models } = this.server.app.context;
    const stored = new Map(
      (await models.Conversation.find({}, { expiresAt: 1, state: 1 }).lean()).map((one) => [one._id, one]),
    );
    for (const one of [...this.#oracle.living.values()]) {
      const found = stored.get(one.id);
      const says = `${one.id} (${JSON.stringify(one)}, now ${this.#now})`;
      if (!found) {
        expectThat(this.#oracle.mayBeGone(one, this.#now), `purged early: ${says}`);
        this.#oracle.living.delete(one.id);
        this.counts.purged += 1;
        continue;
      }
      const isVisible = found.state !== 'expired' && found.expiresAt.getTime() > this.#now;
      const isHidden = this.#oracle.hiddenFrom(one) <= this.#now && one.graceUntil <= this.#now;
      expectThat(!isVisible || !isHidden, `visible late: ${says}`);
      const late = this.#oracle.mayBeGone(one, this.#now - longestWait);
      expectThat(!late, `purged late: ${says}, stored ${JSON.stringify(found)}`);
    }
  }

  /** Everything comes to its end, and the proofs are asked for. */
  async #finish(): Promise<void> {
    const { context } = this.server.app;
    const { models } = context;
    for (const id of [...this.#oracle.holds.keys()]) await this.#releaseHold(id);
    for (let n = 0; n < 3; n++) await this.#leap(200 * 24);
    expectThat(
      this.#oracle.living.size === 0,
      `${this.#oracle.living.size} conversations outlived everything`,
    );
    const [entries, done, keys] = await Promise.all([
      models.PurgeLedger.countDocuments({}),
      models.PurgeLedger.countDocuments({ doneAt: { $ne: null }, keyDestroyed: true }),
      models.ConversationKey.countDocuments({ _id: /^cnv_/ }),
    ]);
    const all = this.counts.conversations;
    expectThat(
      entries === all && done === all,
      `${done} of ${entries} ledger entries for ${all} conversations`,
    );
    expectThat(keys === 0, `${keys} keys are left`);
    const leaves = await countLeaves(models, await models.Message.distinct('conversation'));
    expectThat(
      leafNames.every((name) => leaves[name].size === 0),
      'messages outlived their conversation',
    );
    const check = await verifyAll(context);
    expectThat(check.problem === null, check.problem ?? '');
    this.counts.auditEntries = check.entries;
  }
}

function expectThat(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

function stored(one: Expected, site: string): ConversationDocument {
  const rules = { floor: one.floor, ceiling: one.ceiling, merchant: one.keep };
  const consent = {
    transcript_storage: !one.refused,
    device_storage: false,
  } as ConversationDocument['consent'];
  const closedAt = new Date(one.closedAt);
  const { at, reasons } = decideExpiry({
    rules,
    consent,
    lastMessageAt: one.closedAt,
    closedAt: one.closedAt,
  });
  return {
    _id: one.id,
    site,
    merchant: one.merchant,
    consumer: one.consumer,
    state: 'closed',
    open: false,
    revision: 1,
    startedAt: new Date(one.startedAt),
    closedAt,
    activityAt: closedAt,
    waitingSince: null,
    consent,
    consentEvent: 1,
    rules,
    expiresAt: new Date(at),
    expiryReasons: [...reasons],
    agent: null,
    cursors: {},
    page: null,
  };
}

const message = (conversation: string, seq: number, at: number) => ({
  conversation,
  seq,
  sender: 'consumer',
  clientId: randomBytes(16).toString('base64url'),
  at: new Date(at),
  consentEvent: 0,
  kind: 'text',
  body: randomBytes(60),
  event: null,
});
