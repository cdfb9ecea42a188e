/**
 * Every page of a portal, found as a person finds it: from its first page on, by the links that stand there. A page
 * that is added and can be reached is walked from that moment on.
 */
import type { Page } from '@playwright/test';

/** Pages that only a link in a mail leads to. */
const mailed = ['/join', '/password'];

/** One of each kind is enough: `/sites/sit_…` and `/conversations/cnv_…` are alike for every site and conversation. */
const kindOf = (path: string): string => path.replace(/[a-z]{3}_[\w-]{22}/g, ':id').split(/[?#]/)[0]!;

/** Where the page's links lead to inside its portal, through every shadow root. */
async function linksOf(page: Page, base: string): Promise<string[]> {
  const hrefs = await page
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname));
  return hrefs.filter((path) => path === base || path.startsWith(`${base}/`));
}

/** When nothing is loading any more, and what has come is drawn. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('.bone').first().waitFor({ state: 'detached' });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** Goes to each page in turn, and yields its path when it is there. Signed in already. */
export async function* everyPage(page: Page, base: `/${string}`): AsyncGenerator<string> {
  const { origin } = new URL(page.url());
  const [waiting, seen] = [[base as string], new Set([base as string])];
  while (waiting.length > 0) {
    const path = waiting.shift()!;
    await page.goto(origin + path);
    await settled(page);
    for (const link of await linksOf(page, base)) {
      if (seen.has(kindOf(link))) continue;
      seen.add(kindOf(link));
      waiting.push(link);
    }
    yield path;
  }
}

/** The same for what is seen without being signed in. */
export async function* everyDoor(page: Page, start: string): AsyncGenerator<string> {
  for (const path of ['', ...mailed]) {
    await page.goto(start + path);
    await settled(page);
    yield new URL(page.url()).pathname;
  }
}
