/**
 * STA-1: counts opened pages without knowing whose. What comes in within some seconds is added up in memory and
 * written as sums, so not even the order of the rows tells of one visit.
 */
import { pagesPerDay } from '@parlour/shared/protocol/page-statistics.js';
import { day, hour } from '@parlour/shared/rules/expiry.js';
import { pagePath, timeSteps } from '@parlour/shared/rules/page-path.js';
import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import type { Models } from '../models.js';

interface Parts {
  readonly models: Pick<Models, 'PageHour' | 'Site'>;
  readonly clock: Clock;
  readonly log: Logger;
}

interface Counted {
  readonly site: string;
  readonly path: string;
  readonly at: number;
  entered: number;
  seconds: number;
}

/** Milliseconds between two writes. */
const pause = 10_000;
/** Milliseconds that a site is remembered: a switch acts within them. */
const remembered = 5_000;
const mostWaiting = 5_000;
/** What is beyond the pages that are told apart. */
const others = '*';

export interface OpenedPage {
  readonly key: string;
  readonly origin: string;
  readonly path: string;
  readonly seconds: number;
}

export class PageCounts {
  readonly #waiting = new Map<string, Counted>();
  readonly #sites = new Map<string, { site: Promise<string | null>; until: number }>();
  /** The pages of a site and day that are told apart already. */
  readonly #pages = new Map<string, Set<string>>();
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(private readonly parts: Parts) {}

  /** Counts a page where its site's policy says so (STA-3); anything else is dropped without a word. */
  async count({ key, origin, path, seconds }: OpenedPage): Promise<void> {
    const kept = pagePath(path);
    if (kept === null || !(timeSteps as readonly number[]).includes(seconds)) return;
    const site = await this.#siteOf(key, origin);
    if (!site || this.#waiting.size >= mostWaiting) return;
    const at = Math.floor(this.parts.clock.now() / hour) * hour;
    const id = `${site}/${at}/${kept}`;
    const counted = this.#waiting.get(id) ?? { site, path: kept, at, entered: 0, seconds: 0 };
    counted.entered += 1;
    counted.seconds += seconds;
    this.#waiting.set(id, counted);
    this.#timer ??= setTimeout(() => void this.flush(), pause);
  }

  /** Writes what waits; resolves when it is stored. What cannot be is lost: it is a count, not a message. */
  flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const batch = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#writing = this.#writing
      .then(() => this.#write(batch))
      .catch((error: unknown) => this.parts.log.warn({ err: error }, 'page counts could not be stored'));
    return this.#writing;
  }

  async #write(batch: readonly Counted[]): Promise<void> {
    if (batch.length === 0) return;
    const sums = new Map<string, Counted>();
    for (const one of batch) {
      const path = await this.#toldApart(one);
      const id = `${one.site}/${one.at}/${path}`;
      const sum = sums.get(id) ?? { ...one, path, entered: 0, seconds: 0 };
      sum.entered += one.entered;
      sum.seconds += one.seconds;
      sums.set(id, sum);
    }
    await this.parts.models.PageHour.collection.bulkWrite(
      [...sums].map(([id, { site, at, path, entered, seconds }]) => ({
        updateOne: {
          filter: { _id: id as never },
          update: { $inc: { entered, seconds }, $setOnInsert: { site, hour: new Date(at), path } },
          upsert: true,
        },
      })),
      { ordered: false },
    );
  }

  /** Its own path, or the one for all others where a site has too many that day: a forger cannot fill the store. */
  async #toldApart({ site, at, path }: Counted): Promise<string> {
    const start = Math.floor(at / day) * day;
    const key = `${site}/${start}`;
    let known = this.#pages.get(key);
    if (!known) {
      const stored = await this.parts.models.PageHour.distinct('path', {
        site,
        hour: { $gte: new Date(start), $lt: new Date(start + day) },
      });
      if (this.#pages.size > 1_000) this.#pages.clear();
      this.#pages.set(key, (known = new Set(stored)));
    }
    if (known.has(path) || known.size < pagesPerDay) {
      known.add(path);
      return path;
    }
    return others;
  }

  /** Null unless pages there are counted. */
  #siteOf(key: string, origin: string): Promise<string | null> {
    const now = this.parts.clock.now();
    const asked = `${key} ${origin}`;
    const known = this.#sites.get(asked);
    if (known && known.until > now && known.until <= now + remembered) return known.site;
    if (this.#sites.size > mostWaiting) this.#sites.clear();
    const site = this.#find(key, origin, now);
    this.#sites.set(asked, { site, until: now + remembered });
    site.catch(() => this.#sites.delete(asked));
    return site;
  }

  async #find(key: string, origin: string, now: number): Promise<string | null> {
    const working = { 'formerKeys.key': key, 'formerKeys.endsAt': { $gt: new Date(now) } };
    const found = await this.parts.models.Site.findOne(
      { $or: [{ key }, working], origins: origin, counting: true, disabledAt: null },
      { _id: 1 },
    ).lean();
    return found?._id ?? null;
  }
}
