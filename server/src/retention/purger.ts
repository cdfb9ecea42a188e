/**
 * When to purge: the sweep by its clock, and whoever asks for it. One purge runs at a time across all nodes, under
 * a lease that falls free when its holder dies; the next one resumes what was begun.
 */
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { ConversationId, PurgeRunId } from '@parlour/shared/model/ids.js';
import type { PurgeRunView } from '@parlour/shared/protocol/retention.js';
import { planSweep } from '@parlour/shared/rules/purge-plan.js';
import type { Context } from '../context.js';
import { withDeadline } from '../database/deadline.js';
import { newId } from '../new-id.js';
import { thisNode } from '../jobs/jobs.js';
import { Lease } from '../jobs/lease.js';
import type { PurgeRunDocument } from './purge-run.model.js';
import { purgeRunView } from './purge-run-view.js';
import { certify } from './certificates.js';
import { piece, strideFor } from './stride.js';
import { discardUnused, hideExpired, purgeTranscripts, resumePurges } from './purge-transcripts.js';

type PurgerContext = Pick<
  Context,
  'models' | 'clock' | 'log' | 'bus' | 'vault' | 'writer' | 'journal' | 'signer' | 'audit'
>;

const batchSize = 250;

function inParts<Item>(items: readonly Item[], size: number): Item[][] {
  const parts: Item[][] = [];
  for (let at = 0; at < items.length; at += size) parts.push(items.slice(at, at + size));
  return parts;
}

const leaseMilliseconds = 30_000;
/** RET-2: within 60 s of its date; the sweep looks this often, and at the very moment of the next date. */
const sweepMilliseconds = 10_000;
/** A sweep that hangs on a lost connection is given up; two at once do no harm, since deleting twice does none. */
const sweepDeadline = 600_000;

export class Purger {
  readonly #lease: Lease;
  #timer: NodeJS.Timeout | null = null;
  #stopped = true;
  #working: Promise<unknown> = Promise.resolve();

  constructor(private readonly context: PurgerContext) {
    this.#lease = new Lease(context.models, context.clock, 'purge', thisNode, leaseMilliseconds);
  }

  /** Begins to sweep by itself. */
  start(): void {
    this.#stopped = false;
    this.#schedule(0);
  }

  /** Stops sweeping; resolves when the step that is under way is complete (OPS-4). */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#working;
  }

  /** One look at what is due, as the timer takes it. */
  async sweep(): Promise<void> {
    const [due, toHide] = await Promise.all([this.#countDue('no'), this.#countDue('visible')]);
    const stored = await this.context.models.Conversation.estimatedDocumentCount();
    // What is hidden stays hidden (RET-7): of a clock that jumps, that is no less to be asked for than a deletion.
    if (!planSweep({ due: due + toHide, stored }).go) {
      await this.#reportBrake(due + toHide, stored);
      return;
    }
    if (toHide > 0) await this.#hideHeld();
    if (due === 0 && !(await this.#isUnfinished())) return this.#releaseBrake();
    if (await this.#lease.take()) await this.#carryOut(await this.#begin('sweep', due, stored));
  }

  /**
   * Purges all that is due, whatever the brake says: a person has decided it. Resolves as soon as it has begun;
   * `done` when it is complete.
   *
   * @throws Refusal `purge_running`
   */
  async run(by: PurgeRunView['by']): Promise<{ run: PurgeRunView; done: Promise<PurgeRunView> }> {
    if (!(await this.#lease.take())) throw new Refusal('purge_running');
    await this.#hideHeld();
    const due = await this.#countDue('no');
    const run = await this.#begin(by, due, await this.context.models.Conversation.estimatedDocumentCount());
    const done = this.#carryOut(run);
    this.#working = done.catch(() => {});
    return { run: purgeRunView(run), done };
  }

  discardUnused(id: ConversationId): Promise<void> {
    return discardUnused(this.context, id);
  }

  /** Whether something was begun and not completed; in the order of its index, or all of the ledger would be read. */
  async #isUnfinished(): Promise<boolean> {
    const { PurgeLedger } = this.context.models;
    const begun = { doneAt: null, held: { $ne: true } };
    return (await PurgeLedger.findOne(begun, { _id: 1 }).sort({ intentAt: 1 }).lean()) !== null;
  }

  #countDue(held: 'no' | 'visible'): Promise<number> {
    const { models, clock } = this.context;
    return models.Conversation.countDocuments({
      held,
      expiresAt: { $lte: new Date(clock.now()) },
    }).exec();
  }

  async #begin(by: PurgeRunView['by'], due: number, stored: number): Promise<PurgeRunDocument> {
    const { models, clock } = this.context;
    const startedAt = new Date(clock.now());
    // What a dead process left as running is over: its lease is ours now, and its work goes on here. And what the
    // brake had stopped has been decided.
    await models.PurgeRun.updateMany({ doneAt: null }, { $set: { state: 'stopped', doneAt: startedAt } });
    const run: PurgeRunDocument = {
      _id: newId('purgeRun'),
      state: 'running',
      startedAt,
      doneAt: null,
      due,
      stored,
      purged: 0,
      by,
    };
    await models.PurgeRun.create(run);
    return run;
  }

  async #carryOut(run: PurgeRunDocument): Promise<PurgeRunView> {
    const { models, clock, bus } = this.context;
    let current = run;
    const record = async (change: Partial<PurgeRunDocument>): Promise<void> => {
      current = { ...current, ...change };
      await models.PurgeRun.updateOne({ _id: run._id }, { $set: change });
      bus.tell('purge.progressed', purgeRunView(current));
    };
    const { id } = purgeRunView(run);
    while ((await resumePurges(this.context, batchSize, id)) > 0) await this.#lease.take();
    for (;;) {
      const stride = strideFor(this.context);
      const due = { held: 'no' as const, expiresAt: { $lte: new Date(clock.now()) } };
      const batch = await models.Conversation.find(due, { _id: 1 })
        .sort({ held: 1, expiresAt: 1 })
        .limit(stride.conversations * stride.parts)
        .lean();
      if (batch.length === 0) break;
      const ids = batch.map(({ _id }) => _id);
      const purged = await piece(stride, () => this.#purge(inParts(ids, stride.conversations), id));
      const held = ids.length - purged;
      const [, isOurs] = await Promise.all([
        record({ purged: current.purged + purged, held: (current.held ?? 0) + held }),
        this.#lease.take(),
      ]);
      if (!isOurs) return purgeRunView(current);
    }
    const doneAt = new Date(clock.now());
    await certify(this.context, { ...current, doneAt });
    const { journal } = this.context;
    await journal.mark(await journal.bytes());
    await record({ state: 'done', doneAt });
    await this.#lease.release();
    return purgeRunView(current);
  }

  /** Parts that share no conversation, at once; a failure of one is told when all have come to an end. */
  async #purge(parts: readonly string[][], run: PurgeRunId): Promise<number> {
    const ended = await Promise.allSettled(parts.map((ids) => purgeTranscripts(this.context, ids, run)));
    let purged = 0;
    for (const part of ended) {
      if (part.status === 'rejected') throw part.reason;
      purged += part.value;
    }
    return purged;
  }

  /** RET-2: what is held is hidden at its date like everything else, and those who look at it are told. */
  async #hideHeld(): Promise<void> {
    const { models, clock } = this.context;
    for (;;) {
      const past = { held: 'visible' as const, expiresAt: { $lte: new Date(clock.now()) } };
      const batch = await models.Conversation.find(past, { _id: 1 }).limit(batchSize).lean();
      if (batch.length === 0) return;
      const ids = batch.map(({ _id }) => _id);
      await hideExpired(this.context, ids);
      await models.Conversation.updateMany({ _id: { $in: ids }, ...past }, { $set: { held: 'hidden' } });
    }
  }

  /** A clock that is right again leaves nothing for an admin to decide. */
  async #releaseBrake(): Promise<void> {
    const { models, clock } = this.context;
    await models.PurgeRun.updateMany(
      { state: 'stopped', doneAt: null },
      { $set: { doneAt: new Date(clock.now()) } },
    );
  }

  /** RET-7: said once, for an admin to see and to decide; until then nothing is hidden or deleted by the sweep. */
  async #reportBrake(due: number, stored: number): Promise<void> {
    const { models, clock, log } = this.context;
    const last = await models.PurgeRun.findOne().sort({ startedAt: -1 }).lean();
    if (last?.state === 'stopped' && last.doneAt === null) return;
    log.error({ due, stored }, 'the sweep has stopped itself: too much is due at once; an admin must decide');
    const startedAt = new Date(clock.now());
    await models.PurgeRun.create({
      _id: newId('purgeRun'),
      state: 'stopped',
      startedAt,
      doneAt: null,
      due,
      stored,
      purged: 0,
      by: 'sweep',
    });
  }

  #schedule(milliseconds: number): void {
    this.#timer = setTimeout(() => {
      const work = withDeadline(this.sweep(), sweepDeadline)
        .catch((error: unknown) =>
          this.context.log.error({ err: error }, 'the sweep failed and will be repeated'),
        )
        .then(() => this.#untilNext())
        .then((next) => {
          if (!this.#stopped) this.#schedule(next);
        });
      this.#working = work;
    }, milliseconds);
  }

  async #untilNext(): Promise<number> {
    const { models, clock } = this.context;
    try {
      const next = await models.Conversation.findOne({ held: 'no' }, { expiresAt: 1 })
        .sort({ held: 1, expiresAt: 1 })
        .lean();
      if (!next) return sweepMilliseconds;
      const left = next.expiresAt.getTime() - clock.now();
      // Something is due still: the brake holds it, or another node is at it.
      return left <= 0 ? sweepMilliseconds : Math.min(left, sweepMilliseconds);
    } catch {
      return sweepMilliseconds;
    }
  }
}
