import { html, type TemplateResult } from 'lit';
import { clockTime } from './dates.js';
import type { View } from './view.js';

/** After so long without a connection, what to do meanwhile is said too (WID-13). */
export const longWithout = 30_000;

export function connectionLine({ t, visit, now, dateLocale }: View): TemplateResult {
  const { connection } = visit;
  // Where it is refused for good nothing is tried again.
  const trouble = connection !== null && connection.state !== 'connected' && visit.state.is !== 'refused';
  return html`<p class="line ${trouble ? 'trouble' : ''}" role="status">${trouble ? words() : ''}</p>`;

  function words(): string {
    if (!connection) return '';
    const isLong = now - connection.since >= longWithout;
    // The first `Intl` of a page takes a slow device longer than the whole of a first drawing, which needs no time of day.
    if (connection.state === 'connecting' && !isLong) return t.connecting;
    const time = clockTime(connection.since, dateLocale);
    return isLong ? t.stillNot(time) : t.reconnecting(time);
  }
}
