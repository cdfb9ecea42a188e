import { html, nothing } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { LaterView } from '../later.js';
import { addressForm } from './contact.js';
import { fieldStyles } from './fields.styles.js';
import { wear } from './wear.js';

const dress = wear(fieldStyles);

/** CNV-4: nobody answers now. What is written waits, and the answer comes here, or by mail where that is wanted. */
export const offline: LaterView = (view, l) => {
  const { visit, now, dateLocale } = view;
  const hours = 'welcome' in visit.state ? visit.state.welcome.hours : null;
  const isPast = typeof hours?.changesAt === 'number' && now >= hours.changesAt;
  const opensAt = hours && !hours.open && !isPast ? hours.changesAt : null;
  const isClosed = hours !== null && hours.open === isPast;
  const inWords = (at: number): string =>
    new Intl.DateTimeFormat(dateLocale, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      hour: 'numeric',
      minute: '2-digit',
    }).format(at);
  const isCut = visit.connection !== null && visit.connection.state !== 'connected';
  return html`<div class="ask offline" ${ref(dress)}>
    <h3>${isCut ? l.notConnected : isClosed ? l.closedNow : l.nobodyNow}</h3>
    ${opensAt === null ? nothing : html`<p>${l.opensAgain(inWords(opensAt))}</p>`}
    <p>${l.offlineMeans}</p>
    ${addressForm(view, l)}
  </div>`;
};
