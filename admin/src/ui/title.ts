import { number } from './format.js';
import { texts } from './texts.js';

/** Says in the tab where one is, the most particular first, and how much waits. */
export function showTitle(place: readonly string[], waiting = 0): void {
  const count = waiting > 0 ? `(${number(waiting)}) ` : '';
  document.title = `${count}${[...place, texts.product].join(' · ')}`;
}
