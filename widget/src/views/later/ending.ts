import { html, nothing } from 'lit';
import { failureInWords } from '../failure.js';
import type { LaterView } from '../later.js';

/** CNV-5: asked once more, since it cannot be taken back. */
export const ending: LaterView = ({ t, failure, end, toggle }, l) =>
  html`<p>${l.endSure}</p>
    ${failure ? html`<p role="alert">${failureInWords(failure, t)}</p>` : nothing}
    <div class="row">
      <button class="button" @click=${end}>${l.endYes}</button>
      <button class="button plain" @click=${() => toggle(null)}>${l.endNo}</button>
    </div>`;
