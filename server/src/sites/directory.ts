/**
 * Sites, merchants and placements as every connection needs them: few, read often, changed seldom. Remembered
 * for two seconds, so that a lost placement or origin acts on everybody within the five of AUT-3.
 */
import type { Place } from '@parlour/shared/access/table.js';
import type { MerchantId, SiteId } from '@parlour/shared/model/ids.js';
import type { Clock } from '../clock.js';
import type { Models } from '../models.js';
import type { MerchantDocument } from './merchant.model.js';
import type { SiteDocument } from './site.model.js';

const remembered = 2_000;
const namesRemembered = 60_000;

interface Snapshot {
  readonly sites: ReadonlyMap<string, SiteDocument>;
  readonly origins: ReadonlySet<string>;
  readonly siteNames: ReadonlyMap<string, string>;
  readonly merchants: ReadonlyMap<string, MerchantDocument>;
  readonly merchantsById: ReadonlyMap<string, MerchantDocument>;
  readonly placements: ReadonlySet<string>;
}

export const placementId = ({ site, merchant }: { site: string; merchant: string }): string =>
  `${site}:${merchant}`;

export class Directory {
  #snapshot: Promise<Snapshot> | null = null;
  #until = 0;
  readonly #names = new Map<string, string>();
  #namesUntil = 0;

  constructor(
    private readonly models: Models,
    private readonly clock: Clock,
  ) {}

  /** The place that a widget names by site key and merchant slug, or null where there is none. */
  async place(siteKey: string, merchantSlug: string): Promise<Place | null> {
    const { sites, merchants, placements } = await this.#read();
    const site = sites.get(siteKey);
    const merchant = merchants.get(merchantSlug);
    if (!site || !merchant || !placements.has(placementId({ site: site._id, merchant: merchant._id })))
      return null;
    return { site: site._id as SiteId, merchant: merchant._id as MerchantId };
  }

  /** WID-14: whether a page of this origin may use the site's key. */
  async allows(siteKey: string, origin: string): Promise<boolean> {
    const { sites } = await this.#read();
    return sites.get(siteKey)?.origins.includes(origin) ?? false;
  }

  /** Whether any site has this origin. */
  async knows(origin: string): Promise<boolean> {
    return (await this.#read()).origins.has(origin);
  }

  async merchant(id: string): Promise<MerchantDocument | null> {
    return (await this.#read()).merchantsById.get(id) ?? null;
  }

  async siteName(id: string): Promise<string> {
    return (await this.#read()).siteNames.get(id) ?? '';
  }

  /** The names of agents, as consumers and colleagues see them. */
  async agentNames(accounts: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const now = this.clock.now();
    if (this.#namesUntil <= now || this.#namesUntil > now + namesRemembered) {
      this.#names.clear();
      this.#namesUntil = now + namesRemembered;
    }
    const missing = [...new Set(accounts)].filter((account) => !this.#names.has(account));
    if (missing.length > 0) {
      const found = await this.models.Account.find({ _id: { $in: missing } }, { name: 1 }).lean();
      for (const { _id, name } of found) this.#names.set(_id, name);
    }
    return this.#names;
  }

  async #read(): Promise<Snapshot> {
    const now = this.clock.now();
    if (!this.#snapshot || this.#until <= now || this.#until > now + remembered) {
      this.#until = now + remembered;
      const reading = this.#load();
      this.#snapshot = reading;
      reading.catch(() => {
        if (this.#snapshot === reading) this.#snapshot = null;
      });
    }
    return this.#snapshot;
  }

  async #load(): Promise<Snapshot> {
    const [sites, merchants, placements] = await Promise.all([
      this.models.Site.find().lean(),
      this.models.Merchant.find().lean(),
      this.models.Placement.find().lean(),
    ]);
    return {
      sites: new Map(sites.map((site) => [site.key, site])),
      origins: new Set(sites.flatMap(({ origins }) => origins)),
      siteNames: new Map(sites.map((site) => [site._id, site.name])),
      merchants: new Map(merchants.map((merchant) => [merchant.slug, merchant])),
      merchantsById: new Map(merchants.map((merchant) => [merchant._id, merchant])),
      placements: new Set(placements.map((placement) => placement._id)),
    };
  }
}
