/**
 * Work that is done again and again by one node at a time: whichever holds the job's lease. A job must be such that
 * doing it twice is harmless, since a node that stands still may believe for a moment that it still holds the lease.
 */
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { JobView } from '@parlour/shared/protocol/health.js';
import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import { withDeadline } from '../database/deadline.js';
import type { Models } from '../models.js';
import type { LeaseDocument } from './lease.model.js';
import { Lease } from './lease.js';

export interface Job {
  /** Unique; names the lease. */
  readonly name: string;
  /** Milliseconds between two runs. */
  readonly every: number;
  /** One run. What it throws is logged, and the next run comes as usual. */
  readonly run: () => Promise<void>;
}

interface Parts {
  readonly models: Pick<Models, 'Lease'>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Milliseconds. A run that hangs on a lost connection is given up, so that the next one comes. */
const runDeadline = 600_000;

/** Names this process among all nodes. */
export const thisNode = `${hostname()}:${process.pid}:${randomBytes(4).toString('hex')}`;

export class Jobs {
  readonly #jobs = new Map<string, { job: Job; lease: Lease }>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #working = new Set<Promise<void>>();
  #stopped = true;

  constructor(private readonly parts: Parts) {}

  /** Before `start`. */
  add(job: Job): void {
    const { models, clock } = this.parts;
    const lease = new Lease(models, clock, leaseOf(job), thisNode, heldFor(job));
    this.#jobs.set(job.name, { job, lease });
  }

  start(): void {
    this.#stopped = false;
    for (const { job } of this.#jobs.values()) this.#schedule(job);
  }

  /** Resolves when the runs under way are complete. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.all(this.#working);
  }

  /** One run now, where this node holds the lease; tests call it instead of waiting. */
  async runNow(name: string): Promise<void> {
    const { job, lease } = this.#jobs.get(name)!;
    if (await lease.take()) await job.run();
  }

  /** OPS-7: each with its last run, by whichever node: a lease says when it was taken, and is void when no run comes. */
  async list(): Promise<JobView[]> {
    const all = [...this.#jobs.values()].map(({ job }) => job);
    const leases = await this.parts.models.Lease.find({ _id: { $in: all.map(leaseOf) } }).lean<
      LeaseDocument[]
    >();
    const byName = new Map(leases.map((lease) => [lease._id, lease]));
    return all.map((job) => viewOf(job, byName.get(leaseOf(job)), this.parts.clock.now()));
  }

  #schedule(job: Job): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      const work = withDeadline(this.runNow(job.name), runDeadline)
        .catch((error: unknown) => this.#fail(job, error))
        .then(() => {
          this.#working.delete(work);
          if (!this.#stopped) this.#schedule(job);
        });
      this.#working.add(work);
    }, job.every);
    this.#timers.add(timer);
  }

  async #fail(job: Job, error: unknown): Promise<void> {
    this.parts.log.error({ err: error, job: job.name }, 'a job failed and will be repeated');
    // Where the store is what fails, its health says so by itself.
    await withDeadline(this.#jobs.get(job.name)!.lease.fail()).catch(() => {});
  }
}

const leaseOf = ({ name }: Job): string => `job/${name}`;

/** Long enough that a slow run keeps it, short enough that a dead node's work is taken over soon. */
const heldFor = ({ every }: Job): number => Math.max(3 * every, 15_000);

function viewOf(job: Job, lease: LeaseDocument | undefined, now: number): JobView {
  const { name, every } = job;
  if (!lease) return { name, every, ranAt: null, state: 'not_yet' };
  const until = lease.until.getTime();
  const ranAt = until - heldFor(job);
  const hasFailed = (lease.failedAt?.getTime() ?? -Infinity) >= ranAt;
  return { name, every, ranAt, state: hasFailed ? 'failed' : until < now ? 'late' : 'ok' };
}
