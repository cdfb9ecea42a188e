import type { MerchantId, SiteId } from '../model/ids.js';
import { operation } from './define.js';

/** A key that another has taken the place of, and until when it still works. */
export interface FormerKey {
  readonly key: string;
  readonly endsAt: number;
}

export interface SiteView {
  readonly id: SiteId;
  readonly name: string;
  /** Each as a browser sends it: `https://www.example.com`. */
  readonly origins: readonly string[];
  /** Public: it stands in the page. It works from the origins alone (WID-14). */
  readonly key: string;
  /** Those that still work. */
  readonly formerKeys: readonly FormerKey[];
  readonly disabledAt: number | null;
  /** How many merchants are reachable there. */
  readonly merchants: number;
  /** Whether its pages are counted, without anybody being known (STA-1). */
  readonly counting: boolean;
}

/** The most origins of one site, and the most sites of one provider. */
export const siteLimits = { origins: 20, sites: 200 } as const;

/** Milliseconds that a key may go on working beside the one that takes its place. */
export const longestOverlap = 30 * 24 * 3_600_000;

const common = { capability: 'site.manage', purpose: 'service', socket: true } as const;

export const listSites = operation<Record<never, never>, { readonly sites: readonly SiteView[] }>()({
  ...common,
  name: 'site.list',
  summary: 'The provider’s sites, with their origins and keys.',
  limit: 'read',
  http: ['GET', '/sites'],
});

export const createSite = operation<
  { readonly name: string; readonly origins: readonly string[] },
  { readonly site: SiteView }
>()({
  ...common,
  name: 'site.create',
  summary: 'A new site, with a key of its own. Nobody is reachable there before a placement says so.',
  limit: 'write',
  http: ['POST', '/sites'],
});

export interface ChangeSiteInput {
  readonly site: SiteId;
  readonly name?: string | undefined;
  /** All of them: what is not named is lost, and pages there show no chat from then on. */
  readonly origins?: readonly string[] | undefined;
  readonly disabled?: boolean | undefined;
  /** Has its pages counted, or no more; the tag says so too. */
  readonly counting?: boolean | undefined;
}

export const changeSite = operation<ChangeSiteInput, { readonly site: SiteView }>()({
  ...common,
  name: 'site.change',
  summary: 'Another name, other origins, or disables or enables a site. It acts on open chats at once.',
  limit: 'write',
  http: ['POST', '/sites/:site'],
});

export const rotateKey = operation<
  { readonly site: SiteId; readonly until: number },
  { readonly site: SiteView }
>()({
  ...common,
  name: 'site.rotate',
  summary:
    'A new key, which works at once. The one before goes on working until the given time, thirty days at most.',
  limit: 'write',
  http: ['POST', '/sites/:site/key'],
  stepUp: true,
});

export const endKey = operation<
  { readonly site: SiteId; readonly key: string },
  { readonly site: SiteView }
>()({
  ...common,
  name: 'site.end-key',
  summary: 'Ends a former key now. Pages that still carry it show no chat any more.',
  limit: 'write',
  http: ['POST', '/sites/:site/key/end'],
});

export interface EmbedCode {
  /** The tag with the stable address: it is always the newest version. */
  readonly tag: string;
  /** The tag with the address of this very version, which the browser checks by its hash; null without a build. */
  readonly pinned: string | null;
  /** What the page's content security policy must allow, one line for each directive. */
  readonly csp: readonly string[];
}

export const embedCode = operation<
  {
    readonly site: SiteId;
    readonly merchant?: MerchantId | undefined;
    /** `frame`: the chat runs in a frame of Parlour's, out of the page's reach (WID-10). */
    readonly isolation?: 'frame' | undefined;
  },
  EmbedCode
>()({
  ...common,
  name: 'site.embed',
  summary: 'The tag for the pages of a merchant, and what their content security policy must allow.',
  limit: 'read',
  http: ['GET', '/sites/:site/embed'],
});

/** What a look at a page can find, from the tag to the policy around it. */
export const pageFindings = [
  'works',
  'not_fetched',
  'redirected',
  'not_ok',
  'not_html',
  'cut',
  'no_tag',
  'wrong_server',
  'tag_twice',
  'no_site_key',
  'key_former',
  'key_ended',
  'key_of_other_site',
  'key_unknown',
  'no_merchant',
  'merchant_not_placed',
  'site_disabled',
  'integrity_old',
  'csp_script',
  'csp_connect',
  'csp_frame',
  'csp_frame_unused',
] as const;
export type PageFindingKind = (typeof pageFindings)[number];

export interface PageFinding {
  readonly kind: PageFindingKind;
  /** Whether the chat cannot work because of it. */
  readonly fatal: boolean;
  /** What it is about: a status, a place, a directive, a slug; never a word of the page. */
  readonly about: string | null;
}

export interface PageCheck {
  readonly address: string;
  readonly at: number;
  readonly findings: readonly PageFinding[];
}

export const checkPage = operation<{ readonly site: SiteId; readonly address: string }, PageCheck>()({
  ...common,
  name: 'site.check',
  summary:
    'Fetches a page of one of the site’s origins and says whether the tag works there, and if not, why.',
  limit: 'start',
  http: ['POST', '/sites/:site/check'],
});

export interface SiteCounts {
  /** Whole days (UTC) as `YYYY-MM-DD`, oldest first. */
  readonly days: readonly string[];
  /** Chats that were started; null is fewer than 10 (STA-2). */
  readonly merchants: readonly {
    readonly slug: string;
    readonly name: string;
    readonly chats: readonly (number | null)[];
    /** Of what is shown. */
    readonly total: number | null;
  }[];
  readonly perDay: readonly (number | null)[];
  readonly total: number | null;
}

/** Days of which counts are shown. */
export const countedDays = 14;

export const siteCounts = operation<{ readonly site: SiteId }, SiteCounts>()({
  name: 'site.counts',
  summary:
    'Chats for each merchant and day on a site. Under ten are hidden, and whatever would let one be computed.',
  capability: 'counts.read',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/sites/:site/counts'],
  socket: true,
});

export const siteOperations = [
  listSites,
  createSite,
  changeSite,
  rotateKey,
  endKey,
  embedCode,
  checkPage,
  siteCounts,
] as const;
