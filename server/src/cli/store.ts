/**
 * STO-2, STO-3: `parlour store serve|backup|compact|check`: the embedded store alone, and its upkeep, which works on
 * a store that is being used as well as on one that is not.
 */
import cliProgress from 'cli-progress';
import { Command, InvalidArgumentError } from 'commander';
import mongoose, { type mongo } from 'mongoose';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseConfig } from '../config.js';
import { findStore } from '../database/find-store.js';
import { serveStore } from '../database/embedded/serve.js';

export const storeCommand = (): Command =>
  new Command('store')
    .description('the embedded store: serve it alone, back it up, give space back, check it')
    .addCommand(serveSubcommand())
    .addCommand(backupSubcommand())
    .addCommand(compactSubcommand())
    .addCommand(checkSubcommand());

const port = (text: string): number => {
  const number = Number(text);
  if (/^\d{1,5}$/.test(text) && number < 65_536) return number;
  throw new InvalidArgumentError('a port is a number from 0 to 65535');
};

const serveSubcommand = (): Command =>
  new Command('serve')
    .description('run the store alone, for several server processes or a MongoDB client, until Ctrl-C')
    .option('--port <number>', 'listen on this loopback port as well (0 takes a free one)', port)
    .option('--folder <folder>', 'where the data lives (DATA_DIR/store)')
    .action(async (options: { port?: number; folder?: string }) => {
      const folder = options.folder ? path.resolve(options.folder) : dataFolder();
      const served = await serveStore({
        folder,
        ...(options.port === undefined ? {} : { port: options.port }),
      });
      process.stdout.write(`${served.uri}\n`);
      await new Promise((asked) => {
        process.once('SIGINT', asked);
        process.once('SIGTERM', asked);
      });
      await served.close();
    });

const backupSubcommand = (): Command =>
  new Command('backup')
    .description('copy the store to an empty folder while it is used')
    .argument('<folder>', 'where the copy goes')
    .action(async (folder: string) => {
      const to = path.resolve(folder);
      const { bytes } = await upkeep<{ bytes: number }>({ parlourBackup: 1, to }, 'copying');
      process.stdout.write(`${mebibytes(bytes)} copied to ${to}\n`);
    });

const compactSubcommand = (): Command =>
  new Command('compact')
    .description('return the space of what was deleted, and remove its last traces from the files')
    .action(async () => {
      const { before, after } = await upkeep<{ before: number; after: number }>(
        { parlourCompact: 1 },
        'compacting',
      );
      process.stdout.write(`${mebibytes(before)} before, ${mebibytes(after)} now\n`);
    });

interface Checked {
  readonly collections: number;
  readonly documents: number;
  readonly entries: number;
  readonly problems: readonly string[];
}

const checkSubcommand = (): Command =>
  new Command('check')
    .description('read every document and every index entry, and say what disagrees')
    .action(async () => {
      const { collections, documents, entries, problems } = await upkeep<Checked>(
        { parlourCheck: 1 },
        'checking',
      );
      process.stdout.write(
        `${documents} documents in ${collections} collections, ${entries} index entries\n`,
      );
      for (const problem of problems) process.stdout.write(`- ${problem}\n`);
      process.stdout.write(problems.length === 0 ? 'all agree\n' : `${problems.length} problems\n`);
      if (problems.length > 0) process.exitCode = 1;
    });

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;

const dataFolder = (): string => path.join(parseConfig(process.env, process.cwd()).dataDir, 'store');

/** Asks the store for a long piece of work and shows how far it is. */
async function upkeep<Reply>(command: mongo.BSON.Document, doing: string): Promise<Reply> {
  const config = parseConfig(process.env, process.cwd());
  if (config.mongodbUri)
    throw new Error('MONGODB_URI is set: use the tools of MongoDB, this command is for the embedded store');
  const { uri, own } = await findStore(config);
  const client = await new mongoose.mongo.MongoClient(uri).connect();
  try {
    const admin = client.db('admin');
    return await withProgress(admin, doing, admin.command(command) as Promise<unknown> as Promise<Reply>);
  } finally {
    await client.close();
    await own?.stop();
  }
}

interface Task {
  readonly done: number;
  readonly total: number;
}

async function withProgress<Reply>(admin: mongo.Db, doing: string, work: Promise<Reply>): Promise<Reply> {
  const bar = new cliProgress.SingleBar(
    { format: `${doing} {bar} {percentage}%`, noTTYOutput: false, clearOnComplete: true },
    cliProgress.Presets.shades_classic,
  );
  const finished = work.then(
    () => true,
    () => true,
  );
  let started = false;
  while (!(await Promise.race([finished, wait(200, false)]))) {
    const { tasks } = (await admin.command({ parlourProgress: 1 })) as unknown as { tasks: Task[] };
    const [task] = tasks;
    if (!task) continue;
    if (!started) bar.start(task.total, 0);
    started = true;
    bar.setTotal(task.total);
    bar.update(Math.min(task.done, task.total));
  }
  if (started) bar.stop();
  return work;
}
