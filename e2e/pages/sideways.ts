/** What would have to be scrolled sideways to be read, on a phone, in both directions of writing. */
import type { Page } from '@playwright/test';

/**
 * Runs in the page, as it stands here. What scrolls sideways by itself says so to the keyboard (`tabindex`) or is a
 * strip of links or a field; whatever else is wider than its place is found, and so is what is cut off at the edge.
 */
const collect = `(() => {
  const found = [];
  const scrolls = (element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
  const may = (element) => element.matches('[tabindex="0"], .strip, nav, pre, textarea, input, select');
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.checkVisibility() && scrolls(element) && !may(element) && element.scrollWidth > element.clientWidth + 1)
        found.push(element.tagName.toLowerCase() + '.' + element.className + ' ' + element.scrollWidth + ' > ' + element.clientWidth);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push('the page ' + scrollWidth + ' > ' + clientWidth);
  return found;
})()`;

/** In words, empty where there is nothing. The page is as wide as before afterwards. */
export async function sideways(page: Page): Promise<string[]> {
  const before = page.viewportSize()!;
  const written = await page.evaluate(() => document.documentElement.dir);
  await page.setViewportSize({ width: 390, height: 844 });
  const found: string[] = [];
  for (const direction of ['ltr', 'rtl']) {
    await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
    const here = await page.evaluate<string[]>(collect);
    found.push(...here.map((words) => `${direction}: ${words}`));
  }
  await page.evaluate((dir) => (document.documentElement.dir = dir), written);
  await page.setViewportSize(before);
  return found;
}
