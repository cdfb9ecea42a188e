/**
 * WID-4: a tag that names its version and its hash goes on working after an upgrade. A build removes what it replaces;
 * so every file of the widget whose name never changes what it holds is kept in the store, for all nodes, from the
 * moment that a tag with it is handed out or its version is in use. The name of the tag is asked for by pages that
 * nobody may look after any more, so what is kept is bounded by age and by number, and nothing else.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { day, minute } from '@parlour/shared/rules/expiry.js';
import type { Clock } from '../clock.js';
import type { Jobs } from '../jobs/jobs.js';
import type { Models } from '../models.js';
import type { Signer } from '../vault/signer.js';
import { bytesOf } from '../vault/vault.js';
import type { PublishedFileDocument } from './published-file.model.js';

/** After a version was last in use. */
export const publishedAge = 400 * day;
/** About a hundred versions. */
const mostFiles = 5_000;

const compress = promisify(brotliCompress);

/** `chat.CWZsaSJ8.js`, `later-de.PXnBEq7L.js`, `widget.<hash>.js`: a hash of what is in it stands in the name. */
const immutable = /^[\w.-]{1,60}\.[\w-]{8,32}\.js$/;

export class PublishedFiles {
  constructor(
    private readonly folder: string,
    private readonly parts: {
      readonly models: Pick<Models, 'PublishedFile'>;
      readonly clock: Clock;
      readonly signer: Signer;
    },
  ) {}

  watch(jobs: Pick<Jobs, 'add'>): void {
    jobs.add({ name: 'keep-widget-files', every: minute, run: () => this.keep() });
  }

  /** The version in use is kept, and what is too old or too much goes. */
  async keep(): Promise<void> {
    const { models, clock } = this.parts;
    const { PublishedFile } = models;
    const now = clock.now();
    const names = await this.#names();
    const known = await PublishedFile.find({ _id: { $in: names } }, { seenAt: 1 }).lean();
    const seen = new Map(known.map(({ _id, seenAt }) => [_id, seenAt.getTime()]));
    for (const name of names.filter((one) => !seen.has(one))) await this.#add(name, now);
    // Once a day is often enough to know how long it has been out of use.
    const stale = names.filter((name) => Math.abs(now - (seen.get(name) ?? now)) > day);
    if (stale.length > 0)
      await PublishedFile.updateMany({ _id: { $in: stale } }, { $set: { seenAt: new Date(now) } });
    await PublishedFile.deleteMany({ seenAt: { $lt: new Date(now - publishedAge) } });
    await this.#trim(names);
  }

  /** What `name` held when it was built, brotli; null where it is not kept, or is not what this installation kept. */
  async read(name: string): Promise<Buffer | null> {
    if (!immutable.test(name)) return null;
    const found = await this.parts.models.PublishedFile.findById(name).lean<PublishedFileDocument>();
    if (!found) return null;
    const content = Buffer.from(bytesOf(found.content));
    return this.parts.signer.verify(saidOf(name, content), found.signature) ? content : null;
  }

  async #add(name: string, now: number): Promise<void> {
    const file = path.join(this.folder, name);
    const content = await readFile(`${file}.br`).catch(async () => compress(await readFile(file)));
    const signature = this.parts.signer.sign(saidOf(name, content));
    // Two nodes of one version keep the same at once.
    await this.parts.models.PublishedFile.updateOne(
      { _id: name },
      { $setOnInsert: { content, signature, seenAt: new Date(now) } },
      { upsert: true },
    );
  }

  async #trim(inUse: readonly string[]): Promise<void> {
    const { PublishedFile } = this.parts.models;
    const over = (await PublishedFile.estimatedDocumentCount()) - mostFiles;
    if (over <= 0) return;
    const oldest = await PublishedFile.find({ _id: { $nin: inUse } }, { _id: 1 })
      .sort({ seenAt: 1 })
      .limit(over)
      .lean();
    await PublishedFile.deleteMany({ _id: { $in: oldest.map(({ _id }) => _id) } });
  }

  /** None where the widget is not built. */
  async #names(): Promise<string[]> {
    const all = await readdir(this.folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    return all.filter((name) => immutable.test(name));
  }
}

const saidOf = (name: string, content: Buffer): string =>
  `widget file\n${name}\n${createHash('sha256').update(content).digest('hex')}`;
