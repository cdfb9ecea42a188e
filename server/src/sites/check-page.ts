/**
 * The live check: a page of the provider's own site is fetched as a browser would, and what is found is said by codes.
 * Nothing of the page goes into the answer, so that it is no way to read pages through this server.
 */
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { PageFinding, PageFindingKind, checkPage } from '@parlour/shared/protocol/site.js';
import type { Context } from '../context.js';
import { OutsideError, outsideFetch, type OutsideAnswer } from '../net/outside-fetch.js';
import type { UseCase } from '../use-case.js';
import { judgePolicies, type PolicyAnswer } from './page-policy.js';
import { readPage, type PageElement } from './read-page.js';
import { note } from './manage-sites.js';
import { findSite } from './site-view.js';
import type { SiteDocument } from './site.model.js';
import { widgetPolicy } from './widget-policy.js';

const limits = { timeout: 8_000, mostBytes: 2 * 1024 * 1024 } as const;

const finding = (kind: PageFindingKind, about: string | null = null, fatal = true): PageFinding => ({
  kind,
  fatal,
  about,
});

export const checkPageCase =
  (context: Context): UseCase<typeof checkPage> =>
  async ({ site: id, address }, call) => {
    const site = await findSite(context, id, call.scope);
    const url = URL.canParse(address) ? new URL(address) : null;
    if (!url || !site.origins.includes(url.origin) || url.username || url.password)
      throw new Refusal('not_on_site');
    url.hash = '';
    const findings = await findingsAt(context, site, url);
    await note(context, call, 'site.check', id);
    if (!findings.some(({ fatal }) => fatal)) findings.unshift(finding('works', null, false));
    return { address: url.href, at: context.clock.now(), findings };
  };

async function findingsAt(context: Context, site: SiteDocument, url: URL): Promise<PageFinding[]> {
  let answer: OutsideAnswer;
  try {
    const headers = { accept: 'text/html' };
    answer = await outsideFetch({ url, headers, ...limits }, { allowInside: context.allowInside });
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    return [finding('not_fetched', error.failure)];
  }
  const { status, headers, body, cut } = answer;
  if (status >= 300 && status < 400) return [finding('redirected', String(status))];
  if (status !== 200) return [finding('not_ok', String(status))];
  if (!/^(text\/html|application\/xhtml\+xml)\b/i.test(headers['content-type'] ?? ''))
    return [finding('not_html')];
  const elements = readPage(body.toString('utf8'));
  const found = await judge(context, site, url, elements, policiesOf(headers, elements));
  // What comes after what was read may hold the tag.
  const isUnsure = cut && found.some(({ kind }) => kind === 'no_tag');
  return isUnsure ? [finding('cut')] : found;
}

function policiesOf(headers: OutsideAnswer['headers'], elements: readonly PageElement[]): string[] {
  const inPage = elements.filter(
    ({ name, attributes }) =>
      name === 'meta' && attributes.get('http-equiv')?.toLowerCase() === 'content-security-policy',
  );
  return [
    headers['content-security-policy'] ?? [],
    inPage.map(({ attributes }) => attributes.get('content') ?? ''),
  ].flat();
}

interface Tag {
  readonly element: PageElement;
  readonly address: URL;
}

async function judge(
  context: Context,
  site: SiteDocument,
  page: URL,
  elements: readonly PageElement[],
  policies: readonly string[],
): Promise<PageFinding[]> {
  const server = context.publicOrigin();
  const tags = elements.flatMap((element): Tag[] => {
    const address = element.name === 'script' ? addressOf(element, page) : null;
    return address && isLoader(address) ? [{ element, address }] : [];
  });
  const ours = tags.filter(({ address }) => address.origin === server);
  const [first] = ours;
  if (!first) return [tags[0] ? finding('wrong_server', tags[0].address.origin) : finding('no_tag')];
  const policy = judgePolicies(policies, {
    script: first.address,
    nonce: first.element.attributes.get('nonce') ?? '',
    connects: widgetPolicy(server)['connect-src'].map((origin) => new URL('/api/v1/', origin)),
    frame: new URL('/widget/frame', server),
    page,
  });
  const isFramed =
    ours.some(({ element: { attributes } }) => attributes.get('data-isolation') === 'frame') ||
    elements.some(({ name }) => name === 'parlour-frame');
  return [
    ...(ours.length > 1 ? [finding('tag_twice', String(ours.length), false)] : []),
    ...(await judgeIntegrity(context, first)),
    ...(await judgePlaces(context, site, ours, elements)),
    ...(policy.script ? [] : [finding('csp_script', `script-src ${server}`)]),
    ...(policy.connect
      ? []
      : [finding('csp_connect', `connect-src ${widgetPolicy(server)['connect-src'].join(' ')}`)]),
    ...judgeFrame(policy, isFramed, `frame-src ${server}`),
  ];
}

/** WID-4: in the way where the page runs the chat in a frame; else worth knowing before it does, if all else is well. */
function judgeFrame(
  { script, connect, frame }: PolicyAnswer,
  isFramed: boolean,
  line: string,
): PageFinding[] {
  if (frame) return [];
  if (isFramed) return [finding('csp_frame', line)];
  return script && connect ? [finding('csp_frame_unused', line, false)] : [];
}

function addressOf({ attributes }: PageElement, page: URL): URL | null {
  const src = attributes.get('src')?.trim();
  return src && URL.canParse(src, page.href) ? new URL(src, page) : null;
}

const isLoader = ({ pathname }: URL): boolean => /^\/widget(\.[\w-]{8,})?\.js$/.test(pathname);

/** A tag of an earlier version asks for a file that is not served any more, or for another content. */
async function judgeIntegrity({ loader }: Context, { element, address }: Tag): Promise<PageFinding[]> {
  const version = await loader.current();
  const integrity = element.attributes.get('integrity');
  const file = address.pathname.slice(1);
  const isOld = file !== 'widget.js' && file !== version?.file;
  const isOther = integrity !== undefined && integrity.trim() !== version?.integrity;
  return isOld || isOther ? [finding('integrity_old', file)] : [];
}

/** So many different places of one page are looked at: a page that names more is not there to be helped. */
const mostPlaces = 20;

/** Whose chat the tags and elements ask for, and whether this site's key and its placements let them have it. */
async function judgePlaces(
  context: Context,
  site: SiteDocument,
  tags: readonly Tag[],
  elements: readonly PageElement[],
): Promise<PageFinding[]> {
  const asked = [
    ...tags
      .map(
        ({ element: { attributes } }) =>
          [attributes.get('data-site'), attributes.get('data-merchant')] as const,
      )
      .filter(([key, slug]) => key !== undefined || slug !== undefined),
    ...elements
      .filter(({ name }) => name === 'parlour-chat' || name === 'parlour-frame')
      .map(({ attributes }) => [attributes.get('site'), attributes.get('merchant')] as const),
  ];
  if (asked.length === 0) return [finding('no_site_key')];
  const places = new Map(asked.map((place) => [JSON.stringify(place), place]));
  const looked = [...places.values()].slice(0, mostPlaces);
  const found = await Promise.all(looked.map(([key, slug]) => judgePlace(context, site, key, slug)));
  const all = found.flat();
  return all.filter(
    ({ kind, about }, at) => all.findIndex((one) => one.kind === kind && one.about === about) === at,
  );
}

async function judgePlace(
  { directory, clock }: Context,
  site: SiteDocument,
  key = '',
  slug = '',
): Promise<PageFinding[]> {
  if (key === '') return [finding('no_site_key')];
  const known = await directory.keyStanding(key);
  // Of another provider's key no more is said than of one that never was.
  if (!known || known.site.provider !== site.provider) return [finding('key_unknown')];
  if (known.site._id !== site._id) return [finding('key_of_other_site', known.site.name)];
  if (known.disabled) return [finding('site_disabled')];
  if (known.standing === 'ended') return [finding('key_ended')];
  const former = known.site.formerKeys?.find((one) => one.key === key && one.endsAt.getTime() > clock.now());
  const findings =
    known.standing === 'former' ? [finding('key_former', former?.endsAt.toISOString() ?? null, false)] : [];
  if (slug === '') return [...findings, finding('no_merchant')];
  const place = await directory.place(key, slug);
  return place ? findings : [...findings, finding('merchant_not_placed', slug.slice(0, 60))];
}
