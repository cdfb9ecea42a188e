import type { PageFindingKind } from '@parlour/shared/protocol/site.js';
import { number } from '../../ui/format.js';
import { plural } from '../../ui/texts.js';

/** The texts of the provider portal. */
export const texts = {
  sites: {
    label: 'Sites',
    title: 'Your sites',
    lead: 'A site is where merchants are reached: its pages carry one tag, and its key works from its own addresses alone. What is said in a chat you never see.',
    none: 'You have no site yet.',
    noneText: 'Add the first one below: a name, and the address of its pages.',
    open: 'Open',
    merchants: (count: number) => plural(count, 'merchant reachable', 'merchants reachable'),
    disabled: 'Disabled',
    oldKeys: (count: number) => plural(count, 'old key still works', 'old keys still work'),
    add: 'Add a site',
    name: 'Name',
    nameHint: 'For you and the merchants.',
    origins: 'Addresses of its pages',
    originsHint:
      'One on each line, such as https://www.example.com, each sub-domain by itself. Without path or *.',
    create: 'Add the site',
    missing: 'Fill this in.',
    faults: {
      not_an_address: 'is no address',
      wildcard: 'has a wildcard; name each address by itself',
      not_https: 'is not https',
      more_than_an_origin: 'says more than an address; leave out what follows the host',
    } as Readonly<Record<string, string>>,
    fault: (origin: string, why: string) => `${origin} ${why}.`,
    back: 'All sites',
    notFound: 'There is no such site.',
  },
  about: {
    title: 'Name and addresses',
    save: 'Save',
    saved: 'Saved. It acts on open pages within seconds.',
    disable: 'Disable the site…',
    enable: 'Enable the site',
    isDisabled: 'This site is disabled: no page of it shows a chat.',
    disableAsk: (name: string) => `Disable ${name}?`,
    disableText:
      'No page of it shows a chat from now on, and chats that are open are cut off within seconds. Nothing is deleted; you can enable it again.',
    disableConfirm: 'Disable the site',
  },
  key: {
    title: 'Key',
    lead: 'The key stands in your pages for everybody to read. What protects it is that it works from the site’s own addresses alone.',
    current: 'The site’s key',
    former: 'Old keys that still work',
    until: (when: string) => `works until ${when}`,
    end: 'End it now…',
    endAsk: 'End this key now?',
    endText:
      'Pages that still carry it show no chat any more, and chats that are open there are cut off within seconds.',
    endConfirm: 'End the key',
    rotate: 'Make a new key',
    rotateText:
      'The new key works at once. Choose until when the old one goes on working, so that you can change your pages without haste.',
    date: 'The old key works until',
    dateHint: 'The end of that day, at most thirty days from now. Today ends it tonight.',
    submit: 'Make a new key',
    rotated: 'The new key works now. Copy the tag above anew into your pages before the old one ends.',
  },
  embed: {
    title: 'The tag for your pages',
    merchant: 'Whose chat',
    frame: 'Keep the chat out of the page’s reach',
    frameText:
      'It runs in a frame of Parlour’s own: the scripts of your pages, and of whoever else is on them, can read no word of it.',
    none: 'No merchant is reachable on this site yet.',
    noneText: 'Invite one under “Placements”; the tag is here once they have accepted.',
    tag: 'Always the newest version',
    tagText: 'Recommended: it stays right when Parlour is updated.',
    pinned: 'This version only, checked by the browser',
    pinnedText:
      'The browser runs the file only if it is exactly this one. After an update of Parlour it goes on working as it is, until it has not been fetched for 400 days; paste the new tag to have what is new.',
    csp: 'If your pages have a content security policy, add',
  },
  check: {
    title: 'Does it work?',
    lead: 'Parlour fetches a page of this site, as a browser would, and tells what it finds. Nothing of the page is kept.',
    address: 'Address of the page',
    submit: 'Look',
    busy: 'Looking…',
    at: (address: string, when: string) => `${address}, looked at ${when}`,
  },
  counts: {
    title: 'Chats',
    lead: 'How many chats were started, by whole days (UTC). Fewer than ten on a day are not shown, and totals count only what is shown, so that nobody can be picked out.',
    merchant: 'Merchant',
    chart: (days: number) => `Last ${number(days)} days`,
    total: 'Shown',
    few: 'fewer than 10 each day',
    fewer: '< 10',
    all: 'All merchants',
    none: 'Nothing to count yet.',
    noneText: 'Once a merchant is reachable here, days with ten chats or more appear.',
    chartLabel: (name: string, shown: number, days: number) =>
      `${name}: ${plural(shown, 'day', 'days')} of ${number(days)} with ten chats or more`,
    table: 'The same as a table',
    day: 'Day',
  },
} as const;

const fetchFailures: Readonly<Record<string, string>> = {
  refused: 'The address leads into a private network, where Parlour does not go.',
  no_such_host: 'There is no such host. Check the address and its DNS entry.',
  timeout: 'The page did not answer in time.',
  unreachable: 'Nobody answers at this address.',
  certificate: 'The certificate of this address is not valid. Browsers would warn, too.',
};

/** What was found, and what to do. */
export const findingWords: Readonly<Record<PageFindingKind, (about: string) => string>> = {
  works: () => 'The tag is there and works.',
  not_fetched: (why) => fetchFailures[why] ?? 'The page could not be fetched.',
  redirected: (status) =>
    `The page answers with a redirect (${status}). Enter the address that it leads to, if that is on this site.`,
  not_ok: (status) => `The page answers with status ${status}. A page that works answers with 200.`,
  not_html: () => 'What is at this address is no web page.',
  cut: () => 'The page is very long, and the tag is not in its first two megabytes. Put it into the head.',
  no_tag: () => 'There is no tag on this page. Copy it from above, into the head.',
  wrong_server: (server) => `The tag loads Parlour from ${server}, not from here. Copy it anew from above.`,
  tag_twice: (times) => `The tag is there ${times} times. Once is enough: leave the others out.`,
  no_site_key: () => 'The tag says no site key. Copy it anew from above.',
  key_former: (until) =>
    `The tag has an old key, which works until ${until}. Copy the tag anew from above before that.`,
  key_ended: () => 'The tag has an old key, which has ended. Copy it anew from above.',
  key_of_other_site: (site) => `The tag has the key of another of your sites, ${site}. Copy it from above.`,
  key_unknown: () => 'The tag has a key that is not yours. Copy it from above.',
  no_merchant: () => 'The tag says no merchant. Copy it anew from above.',
  merchant_not_placed: (slug) =>
    `The tag names “${slug}”, who is not reachable on this site. See “Placements”.`,
  site_disabled: () => 'This site is disabled. Enable it at the end of this page.',
  integrity_old: (file) => `The tag asks for an earlier version (${file}). Copy it anew from above.`,
  csp_script: (line) => `The page’s content security policy keeps the script out. Add: ${line}`,
  csp_connect: (line) => `The page’s content security policy keeps the connection out. Add: ${line}`,
  csp_frame: (line) =>
    `The tag asks for the chat in a frame, and the page’s content security policy keeps frames of ours out. Add: ${line}`,
  csp_frame_unused: (line) =>
    `The chat works as the tag has it. In a frame (data-isolation="frame") it would not: the page’s content security policy would need ${line}`,
};
