/**
 * STO-6: brings the database to what this version expects, before anything is served. One node does it, under a
 * lease; the others wait. Should it die, another goes on at the step that it had not noted as done.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Clock } from '../../clock.js';
import { Lease } from '../../jobs/lease.js';
import type { Models } from '../../models.js';
import type { MigrationDocument } from './migration.model.js';
import { migrations as all, type Migration } from './migrations.js';

interface Migrating {
  readonly models: Models;
  readonly clock: Clock;
  readonly log: Logger;
  readonly node: string;
}

const leaseMilliseconds = 30_000;
/** Milliseconds between two looks of a node that waits for another. */
const patience = 250;

/** The database is from a later version, whose changes this one does not know. */
export class TooNewError extends Error {
  override readonly name = 'TooNewError';
  constructor(version: number, known: number) {
    super(
      `This database has migration ${version}, and this version of Parlour knows up to ${known}. ` +
        'Start the version that it was migrated by, or restore a backup from before.',
    );
  }
}

/** @throws TooNewError */
export async function migrate(context: Migrating, known: readonly Migration[] = all): Promise<void> {
  const { models, clock, node } = context;
  const newest = known.at(-1)?.version ?? 0;
  const lease = new Lease(models, clock, 'migrations', node, leaseMilliseconds);
  for (;;) {
    const done = await models.Migration.find().sort({ _id: 1 }).lean<MigrationDocument[]>();
    const last = done.at(-1);
    if (last && last._id > newest) throw new TooNewError(last._id, newest);
    const next = known.find(
      ({ version }) => !done.some(({ _id, doneAt }) => _id === version && doneAt !== null),
    );
    if (!next) return;
    if (await lease.take()) {
      await carryOut(context, next, lease);
      await lease.release();
    } else await wait(patience);
  }
}

async function carryOut(
  { models, clock, log }: Migrating,
  migration: Migration,
  lease: Lease,
): Promise<void> {
  const { version, name, step } = migration;
  const startedAt = new Date(clock.now());
  const begun = await models.Migration.findOneAndUpdate(
    { _id: version },
    { $setOnInsert: { name, cursor: null, startedAt, doneAt: null } },
    { upsert: true, returnDocument: 'after' },
  ).lean<MigrationDocument>();
  if (!begun || begun.doneAt) return;
  log.info({ version, name }, begun.cursor === null ? 'migrating' : 'going on with a migration');
  let { cursor } = begun;
  for (;;) {
    cursor = await step(models, cursor);
    if (cursor === null) break;
    await models.Migration.updateOne({ _id: version }, { $set: { cursor } });
    // Another has taken it over meanwhile: it is theirs now.
    if (!(await lease.take())) return;
  }
  await models.Migration.updateOne({ _id: version }, { $set: { doneAt: new Date(clock.now()) } });
}
