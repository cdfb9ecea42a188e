/**
 * Sites, merchants and placements as every connection needs them: few, read often, changed seldom. A change is told
 * to all nodes, which forget; and nothing is remembered for more than two seconds, so that a lost placement, key or
 * origin acts on everybody within the five of AUT-3 even where that word is lost.
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
  /** By each key that is or was the site's. */
  readonly sites: ReadonlyMap<string, KnownSite>;
  readonly disabled: ReadonlySet<string>;
  readonly origins: ReadonlySet<string>;
  readonly siteNames: ReadonlyMap<string, string>;
  readonly merchants: ReadonlyMap<string, MerchantDocument>;
  readonly merchantsById: ReadonlyMap<string, MerchantDocument>;
  readonly placements: ReadonlySet<string>;
}

interface KnownSite {
  readonly site: SiteDocument;
  /** Milliseconds; null for the key that is the site's now. */
  readonly endsAt: number | null;
}

/** What is known of a text that stands in a page as a key. */
export interface KeyStanding {
  readonly site: SiteDocument;
  readonly standing: 'current' | 'former' | 'ended';
  readonly disabled: boolean;
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
    const snapshot = await this.#read();
    const site = this.#siteOf(snapshot, siteKey);
    const merchant = snapshot.merchants.get(merchantSlug);
    if (!site || !merchant || !reaches(snapshot, site._id, merchant._id)) return null;
    return { site: site._id as SiteId, merchant: merchant._id as MerchantId };
  }

  /** WID-14: whether a page of this origin may use the site's key. */
  async allows(siteKey: string, origin: string): Promise<boolean> {
    return this.#siteOf(await this.#read(), siteKey)?.origins.includes(origin) ?? false;
  }

  /** AUT-3: whether the merchant can still be reached on the site. */
  async isPlaced({ site, merchant }: { readonly site: string; readonly merchant: string }): Promise<boolean> {
    return reaches(await this.#read(), site, merchant);
  }

  /** Whether people of this merchant or provider may work: not where their organization is disabled. */
  async stands({
    merchant,
    provider,
  }: {
    readonly merchant: string | null;
    readonly provider: string | null;
  }): Promise<boolean> {
    const { disabled } = await this.#read();
    return !disabled.has(merchant ?? provider ?? '');
  }

  /** What a key is, for whoever looks at a page; null where it never was one. */
  async keyStanding(key: string): Promise<KeyStanding | null> {
    const { sites, disabled } = await this.#read();
    const known = sites.get(key);
    if (!known) return null;
    const { site, endsAt } = known;
    const standing = endsAt === null ? 'current' : endsAt > this.clock.now() ? 'former' : 'ended';
    return { site, standing, disabled: disabled.has(site._id) || disabled.has(site.provider) };
  }

  /** Something of it has changed: the next question asks the store. */
  forget(): void {
    this.#snapshot = null;
  }

  /** The site that the key opens now. */
  #siteOf({ sites, disabled }: Snapshot, key: string): SiteDocument | null {
    const known = sites.get(key);
    if (!known || (known.endsAt !== null && known.endsAt <= this.clock.now())) return null;
    return disabled.has(known.site._id) ? null : known.site;
  }

  /** Where the site's pages are; empty for a key that no site has. */
  async originsOf(siteKey: string): Promise<readonly string[]> {
    return this.#siteOf(await this.#read(), siteKey)?.origins ?? [];
  }

  /** Whether any site has this origin. */
  async knows(origin: string): Promise<boolean> {
    return (await this.#read()).origins.has(origin);
  }

  async merchant(id: string): Promise<MerchantDocument | null> {
    return (await this.#read()).merchantsById.get(id) ?? null;
  }

  /** Those that go by this name or slug, however it is written: more than one where names are shared. */
  async merchantsCalled(said: string): Promise<readonly MerchantDocument[]> {
    const { merchantsById } = await this.#read();
    const wanted = plainly(said);
    if (wanted === '') return [];
    return [...merchantsById.values()].filter(({ name, slug }) =>
      [plainly(name), plainly(slug)].includes(wanted),
    );
  }

  /** Where the merchant can be reached. */
  async placesOf(merchant: string): Promise<Place[]> {
    const { placements } = await this.#read();
    return [...placements]
      .map((id) => id.split(':'))
      .filter(([, whose]) => whose === merchant)
      .map(([site]) => ({ site, merchant }) as Place);
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
    const [sites, merchants, placements, providers] = await Promise.all([
      this.models.Site.find().lean<SiteDocument[]>(),
      this.models.Merchant.find().lean(),
      this.models.Placement.find({ state: { $ne: 'ended' } }).lean(),
      this.models.Provider.find({ disabledAt: { $ne: null } }, { _id: 1 }).lean(),
    ]);
    const closed = new Set(providers.map(({ _id }) => _id));
    const shut = sites.filter(({ disabledAt, provider }) => disabledAt || closed.has(provider));
    const disabled = new Set([
      ...closed,
      ...shut.map(({ _id }) => _id),
      ...merchants.filter(({ disabledAt }) => disabledAt).map(({ _id }) => _id),
    ]);
    return {
      sites: new Map(sites.flatMap(keysOf)),
      disabled,
      origins: new Set(sites.filter(({ _id }) => !disabled.has(_id)).flatMap(({ origins }) => origins)),
      siteNames: new Map(sites.map((site) => [site._id, site.name])),
      merchants: new Map(merchants.map((merchant) => [merchant.slug, merchant])),
      merchantsById: new Map(merchants.map((merchant) => [merchant._id, merchant])),
      placements: new Set(placements.map((placement) => placement._id)),
    };
  }
}

/** The key of now last: it wins where a former one is the same. */
const keysOf = (site: SiteDocument): [string, KnownSite][] => [
  ...(site.formerKeys ?? []).map(({ key, endsAt }): [string, KnownSite] => [
    key,
    { site, endsAt: endsAt.getTime() },
  ]),
  [site.key, { site, endsAt: null }],
];

/** A name without what people leave out: capitals, spaces, points and dashes. */
const plainly = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');

const reaches = ({ disabled, placements }: Snapshot, site: string, merchant: string): boolean =>
  placements.has(placementId({ site, merchant })) && !disabled.has(site) && !disabled.has(merchant);
