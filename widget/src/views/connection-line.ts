import { html, type TemplateResult } from 'lit';
import { clockTime } from './dates.js';
import type { View } from './view.js';

/** After so long without a connection, what to do meanwhile is said too (WID-13). */
export const longWithout = 30_000;

export function connectionLine({ t, visit, now, dateLocale }: View): TemplateResult {
  const { connection } = visit;
  const trouble = connection !== null && connection.state !== 'connected';
  return html`<p class="line ${trouble ? 'trouble' : ''}" role="status">${trouble ? words() : ''}</p>`;

  function words(): string {
    if (!connection) return '';
    const time = clockTime(connection.since, dateLocale);
    if (now - connection.since >= longWithout) return t.stillNot(time);
    return connection.state === 'connecting' ? t.connecting : t.reconnecting(time);
  }
}
