import '../portals/provider/pages.define.js';
import type { AccountView } from '@parlour/shared/protocol/account.js';
import type { AccountId, InvitationId, MerchantId, SiteId } from '@parlour/shared/model/ids.js';
import type { PlacementView } from '@parlour/shared/protocol/placement.js';
import type { PageStatistics } from '@parlour/shared/protocol/page-statistics.js';
import type { ChangeSiteInput, SiteCounts, SiteView } from '@parlour/shared/protocol/site.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { id } from './samples.js';
import { refusal, Scripted } from './scripted.js';

export const pia: AccountView = {
  id: id<AccountId>('account', 'pia'),
  name: 'Pia Provider',
  email: 'pia@carfinder.example',
  audience: 'provider',
  role: 'provider',
  merchant: null,
  provider: { name: 'Carfinder' },
  secondFactor: false,
};

export const motors = {
  id: id<MerchantId>('merchant', 'motors'),
  slug: 'main-street-motors',
  name: 'Main Street Motors',
};
export const placedSite = {
  id: id<SiteId>('site', 'cars'),
  name: 'Carfinder',
  origin: 'https://www.carfinder.example',
  provider: 'Carfinder',
};

export const invitation = (
  name: string,
  changes: Partial<Extract<PlacementView, { state: 'invited' }>>,
): PlacementView => ({
  state: 'invited',
  id: id<InvitationId>('invitation', name),
  by: 'provider',
  said: '',
  site: null,
  merchant: null,
  since: Date.now() - day,
  endsAt: Date.now() + 29 * day,
  ...changes,
});

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** A provider with a site and a merchant on it: what its server would answer. */
export class ProviderWorld {
  account: AccountView | null = pia;
  sites: SiteView[] = [
    {
      id: placedSite.id,
      name: 'Carfinder',
      origins: ['https://www.carfinder.example', 'https://used.carfinder.example'],
      key: 'site_AAAAAAAAAAAAAAAAAAAAAA',
      formerKeys: [],
      disabledAt: null,
      merchants: 1,
      counting: false,
    },
  ];
  placements: PlacementView[] = [
    { state: 'active', site: placedSite, merchant: motors, since: Date.now() - 40 * day, by: null },
  ];
  counts: SiteCounts = {
    days: Array.from({ length: 14 }, (_, at) => dateOf(Date.now() - (14 - at) * day)),
    merchants: [
      {
        slug: motors.slug,
        name: motors.name,
        chats: Array.from({ length: 14 }, (_, at) => (at % 3 === 0 ? null : 10 + at)),
        total: 170,
      },
      { slug: 'harbour', name: 'Harbour Cars', chats: Array.from({ length: 14 }, () => null), total: null },
    ],
    perDay: Array.from({ length: 14 }, (_, at) => (at % 3 === 0 ? null : 10 + at)),
    total: 170,
  };
  pages: PageStatistics = {
    counting: false,
    days: Array.from({ length: 14 }, (_, at) => dateOf(Date.now() - (14 - at) * day)),
    pages: [],
    perDay: Array.from({ length: 14 }, () => null),
    total: null,
  };
  readonly server: Scripted;

  constructor() {
    this.server = new Scripted({
      'session.read': () => {
        if (!this.account) throw refusal('not_signed_in');
        return { account: this.account };
      },
      'session.open': () => ({ account: (this.account = pia) }),
      'session.close': () => {
        this.account = null;
        return {};
      },
      'session.list': () => ({ sessions: [] }),
      'account.list': () => ({ accounts: [], invitations: [] }),
      'site.list': () => ({ sites: this.sites }),
      'site.create': ({ name, origins }: { name: string; origins: string[] }) => {
        const site = { ...this.sites[0]!, id: id<SiteId>('site', 'new'), name, origins, merchants: 0 };
        this.sites = [...this.sites, site];
        return { site };
      },
      'site.change': ({ site: which, disabled, ...change }: ChangeSiteInput) =>
        this.#change(which, {
          ...(change as Partial<SiteView>),
          ...(disabled !== undefined && { disabledAt: disabled ? Date.now() : null }),
        }),
      'site.rotate': ({ site, until }: { site: SiteId; until: number }) => {
        const { key } = this.sites.find((one) => one.id === site)!;
        return this.#change(site, {
          key: 'site_BBBBBBBBBBBBBBBBBBBBBB',
          formerKeys: [{ key, endsAt: until }],
        });
      },
      'site.end-key': ({ site }: { site: SiteId }) => this.#change(site, { formerKeys: [] }),
      'site.embed': ({ site }: { site: SiteId }) => {
        const { key } = this.sites.find((one) => one.id === site)!;
        return {
          tag: `<script async src="https://chat.example/widget.js" data-site="${key}" data-merchant="main-street-motors"></script>`,
          pinned: `<script async src="https://chat.example/widget.AAAAAAAAAAAAAAAA.js" integrity="sha384-AAAA" crossorigin="anonymous" data-site="${key}" data-merchant="main-street-motors"></script>`,
          csp: ['script-src https://chat.example', 'connect-src https://chat.example wss://chat.example'],
        };
      },
      'site.counts': () => this.counts,
      'site.pages': () => this.pages,
      'placement.list': () => ({ placements: this.placements, next: null }),
      'placement.end': () => {
        this.placements = this.placements.map((one) =>
          one.state === 'active' ? { ...one, state: 'ended' as const, by: 'provider' as const } : one,
        );
        return {};
      },
    });
  }

  #change(site: SiteId, change: Partial<SiteView>): { site: SiteView } {
    this.sites = this.sites.map((one) => (one.id === site ? { ...one, ...change } : one));
    return { site: this.sites.find((one) => one.id === site)! };
  }
}
