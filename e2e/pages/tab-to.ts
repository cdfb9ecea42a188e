import type { Page } from '@playwright/test';

/** Tabs on until what has that name is focused. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  const focused = (): Promise<string> =>
    page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      const root = at?.getRootNode() as ShadowRoot | Document | undefined;
      const label = at?.id ? root?.querySelector(`label[for="${at.id}"]`)?.textContent : null;
      return at?.getAttribute('aria-label') ?? label ?? at?.textContent ?? '';
    });
  for (let presses = 0; presses < 40; presses += 1) {
    if (name.test((await focused()).trim())) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${name}.`);
}
