import { html, type TemplateResult } from 'lit';
import type { Attention, AttentionKind } from '@parlour/shared/protocol/health.js';
import { healthTexts as words } from './health-texts.js';

/** Where each kind is attended to. */
const places: Record<AttentionKind, string> = {
  requests_overdue: '/requests',
  requests_soon: '/requests',
  holds_to_review: '/holds',
  legal_waiting: '/disclosures',
  mail_stuck: '/health',
  jobs_wrong: '/health',
};

/** What waits for an admin, each with the way there. */
export const attentionList = (
  attention: readonly Attention[],
  href: (to: string) => string,
): TemplateResult =>
  html`<section class="card" aria-labelledby="attention">
    <h2 id="attention">${words.attention}</h2>
    ${
      attention.length === 0
        ? html`<p class="soft">${words.nothing}</p>`
        : html`<ul>
            ${attention.map(
              ({ kind, count }) =>
                html`<li><a href=${href(places[kind])}>${words.kinds[kind](count)}</a></li>`,
            )}
          </ul>`
    }
  </section>`;
