import { html, nothing } from 'lit';
import { dateInWords } from '../dates.js';
import type { LaterView } from '../later.js';

/** RET-1: the rules that decided the date, in sentences. */
export const why: LaterView = ({ t, visit, now, dateLocale }, l) => {
  const conversation = visit.state.is === 'talking' ? visit.state.engine.state.conversation : null;
  if (!conversation) return html``;
  const { at, reasons } = conversation.expiry;
  const { relative, exact } = dateInWords(at, now, dateLocale);
  return html`<h3>${t.whyTitle}</h3>
    <p>${l.exactly(relative, exact)}</p>
    <ul>
      ${l.explain(reasons).map((sentence) => html`<li>${sentence}</li>`)}
    </ul>
    ${conversation.closedAt === null ? html`<p>${l.moves}</p>` : nothing}`;
};
