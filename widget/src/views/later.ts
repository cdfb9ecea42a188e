import { html, type TemplateResult } from 'lit';
import { loadLaterTexts, type LaterTexts } from '../locales/load-later-texts.js';
import type { View } from './view.js';

/** A view whose words are of the later catalogue. */
export type LaterView<More extends unknown[] = []> = (
  view: View,
  l: LaterTexts,
  ...more: More
) => TemplateResult;

export interface ViewThatComesLater<More extends unknown[] = []> {
  (view: View, ...more: More): TemplateResult;
  /** Fetches it before it is drawn, where it is about to be. Returns whether it can be drawn now, or cannot be had. */
  prepare(view: View): boolean;
}

/** The later words that are here already, by locale. */
const words = new Map<string, LaterTexts>();

/**
 * A view that no one needs until the chat is open: its code and its words are fetched when it is first drawn.
 * Until they are here its place is shown empty; do they not come, it says so and can be tried again.
 *
 *     const rating = later(() => import('./later/rating.js').then((module) => module.rating));
 *     html`${rating(view)}`
 */
export function later<More extends unknown[]>(
  load: () => Promise<LaterView<More>>,
): ViewThatComesLater<More> {
  let draw: LaterView<More> | undefined;
  /** What it spoke last: it goes on so until the words of another language are here, and loses nothing that is typed. */
  let spoken: LaterTexts | undefined;
  let state: 'waiting' | 'failed' | undefined;
  const fetch = ({ locale, redraw }: View): void => {
    state = 'waiting';
    Promise.all([load(), words.get(locale) ?? loadLaterTexts(locale)])
      .then(([loaded, texts]) => {
        draw = loaded;
        words.set(locale, texts);
        state = undefined;
      })
      .catch(() => (state = 'failed'))
      .finally(redraw);
  };
  const prepare = (view: View): boolean => {
    const isHere = Boolean(draw && words.has(view.locale));
    if (!state && !isHere) fetch(view);
    return isHere || state === 'failed';
  };
  const show = (view: View, ...more: More): TemplateResult => {
    const { t, locale } = view;
    prepare(view);
    spoken = words.get(locale) ?? spoken;
    if (draw && spoken) return draw(view, spoken, ...more);
    return state === 'failed'
      ? html`<p role="alert">${t.failed}</p>
          <button class="button plain" @click=${() => fetch(view)}>${t.tryAgain}</button>`
      : html`<div class="ghost" aria-busy="true"></div>`;
  };
  return Object.assign(show, { prepare });
}
