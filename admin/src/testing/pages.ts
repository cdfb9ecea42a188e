/** Opening a portal on the test's page, and finding things on it as a person does: by their names. */
import { waitUntil } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
// It is no module: it puts itself on the window.
import 'axe-core';
import type axe from 'axe-core';
import type { Portal } from '../ui/portal.js';
import { wearTokens } from '../ui/styles/tokens.js';
import type { Scripted } from './scripted.js';

const home = location.href;
let open: Portal | undefined;
let dressed = false;

/** Opens `tag` at `path`, as a browser would that comes there. */
export function openPortal(
  tag: 'merchant-portal' | 'platform-portal' | 'provider-portal',
  server: Scripted,
  path: string,
): Portal {
  if (!dressed) wearTokens();
  dressed = true;
  history.replaceState(null, '', path);
  open = document.createElement(tag);
  open.backend = server;
  document.body.append(open);
  return open;
}

export const onWideScreen = (): Promise<void> => setViewport({ width: 1280, height: 800 });
export const onPhone = (): Promise<void> => setViewport({ width: 390, height: 844 });

/** A wide screen at 400 %: what WCAG 1.4.10 asks to fit. */
export const enlarged = (): Promise<void> => setViewport({ width: 320, height: 256 });

/** To be called after each test. */
export function leavePortal(): void {
  open?.remove();
  open = undefined;
  history.replaceState(null, '', home);
}

/** Every element on the page that is seen, through all shadow roots, in order. */
function* elements(root: ParentNode): Generator<HTMLElement> {
  for (const element of root.children) {
    if (!(element instanceof HTMLElement)) continue;
    if (!element.checkVisibility()) {
      // An element without a box of its own may have children that have one.
      if (getComputedStyle(element).display !== 'contents') continue;
    }
    yield element;
    if (element.shadowRoot) yield* elements(element.shadowRoot);
    if (!(element instanceof HTMLSlotElement)) yield* elements(element);
  }
}

const textOf = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim();

const nameOf = (element: HTMLElement): string => {
  const labelled = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
  const label = labelled ? [...(element.labels ?? [])].map(textOf).join(' ') : '';
  return element.getAttribute('aria-label') ?? (label || textOf(element));
};

const fits = (name: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? name === wanted : wanted.test(name);

/** Those that match `selector` and are called `name`. */
export const all = (selector: string, name: string | RegExp = /./): HTMLElement[] =>
  open ? [...elements(open.parentElement!)].filter((e) => e.matches(selector) && fits(nameOf(e), name)) : [];

/** The first that matches `selector` and is called `name`, as soon as it is there. */
export async function find<Found extends HTMLElement>(
  selector: string,
  name: string | RegExp = /(?:)/,
): Promise<Found> {
  await waitUntil(() => all(selector, name).length > 0, `no ${selector} called ${String(name)}`);
  return all(selector, name)[0] as Found;
}

export const gone = (selector: string, name?: string | RegExp): Promise<void> =>
  waitUntil(() => all(selector, name).length === 0, `${selector} called ${String(name)} is still there`);

/** What the page says, as text. */
const said = (): string =>
  all('p, h1, h2, li, td, th, strong, span, time, button, a, dt, dd, b').map(textOf).join('\n');

/** Waits until the page says something. */
export const says = (words: string | RegExp): Promise<void> =>
  waitUntil(
    () => (typeof words === 'string' ? said().includes(words) : words.test(said())),
    `the page does not say ${String(words)}`,
  );

export function type(field: HTMLElement, text: string): void {
  (field as HTMLInputElement).value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

export const press = (init: KeyboardEventInit): boolean =>
  document.body.dispatchEvent(
    new KeyboardEvent('keydown', { bubbles: true, composed: true, cancelable: true, ...init }),
  );

/** WCAG 2.2 AA as far as a program can tell: what axe finds, in words; empty where it finds nothing. */
export async function barriers(): Promise<string[]> {
  const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  });
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => String(node.target) + ' ' + node.html).join('; ')}`,
  );
}
