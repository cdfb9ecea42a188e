import { html } from 'lit';
import type { LaterView } from '../later.js';

/** POL-4: what will bind the consumer soon, while the version of now still does. */
export const coming: LaterView = ({ visit, dateLocale, server }, l) => {
  const { state } = visit;
  const versions = 'welcome' in state ? state.welcome.coming : [];
  const day = new Intl.DateTimeFormat(dateLocale, { day: 'numeric', month: 'long', year: 'numeric' });
  const link = (address: string, words: string) =>
    html`<a class="link" href="${server}${address}" target="_blank" rel="noopener noreferrer">${words}</a>`;
  return html`${versions.map(
    ({ title, effectiveAt, address }) =>
      html`<p class="line" role="status">
        ${l.coming(title, day.format(effectiveAt))} ${link(address, l.comingRead)} ·
        ${link(`${address}/changes`, l.comingCompare)}
      </p>`,
  )}`;
};
