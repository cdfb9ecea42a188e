/** What of a page the Tab key does not come to, through every shadow root. */
import type { Page } from '@playwright/test';

/** Runs in the page, as it stands here: whatever transforms a function for Node would not fit a browser. */
const collect = `(() => {
  const wanted = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const all = [];
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      // What is shown to be looked at alone.
      if (element.closest('[inert]')) continue;
      if (element.matches(wanted)) all.push(element);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  // Of radio buttons with one name the arrows choose, and Tab comes to one of them.
  const isMember = (element) => element.type === 'radio' && !element.checked;
  window.toReach = all.filter(
    (element) =>
      element.tabIndex >= 0 && !element.disabled && !isMember(element) && element.type !== 'file' &&
      element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }),
  );
  // From the top, wherever one has been before.
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  return window.toReach.length;
})()`;

const note = `(() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  (window.reached ??= new Set()).add(at);
  return at === document.body || at === null;
})()`;

const missed = `(() => {
  const left = window.toReach.filter((element) => element.isConnected && !window.reached.has(element));
  window.reached = undefined;
  return left.map((element) => element.outerHTML.replace(/<!--.*?-->/g, '').slice(0, 120));
})()`;

/** What can be pressed or typed into and is not come to by Tab from the top: empty where one needs no mouse. */
export async function unreachable(page: Page): Promise<string[]> {
  const count = await page.evaluate<number>(collect);
  for (let pressed = 0; pressed < count + 30; pressed++) {
    await page.keyboard.press('Tab');
    const left = await page.evaluate<boolean>(note);
    if (left && pressed > count) break;
  }
  return page.evaluate<string[]>(missed);
}
