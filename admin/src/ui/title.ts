import { number } from './format.js';
import { texts } from './texts.js';

let shown: { readonly place: readonly string[]; readonly waiting: number | undefined } | undefined;
let everywhere = 0;

/** Says in the tab where one is, the most particular first, and how much waits: on this page, else in the portal. */
export function showTitle(place: readonly string[], waiting?: number): void {
  shown = { place, waiting };
  const count = waiting ?? everywhere;
  document.title = `${count > 0 ? `(${number(count)}) ` : ''}${[...place, texts.product].join(' · ')}`;
}

/** How much waits in the portal, on whatever page one is: pages that count nothing of their own show it. */
export function showWaiting(waiting: number): void {
  if (waiting === everywhere) return;
  everywhere = waiting;
  if (shown) showTitle(shown.place, shown.waiting);
}
