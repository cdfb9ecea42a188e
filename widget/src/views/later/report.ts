import { reportReasons, type ReportReason } from '@parlour/shared/model/block.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { reportAgent } from '@parlour/shared/protocol/blocking.js';
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { LaterTexts } from '../../locales/load-later-texts.js';
import type { View } from '../view.js';
import { ratingStyles } from './rating.styles.js';
import { wear } from './wear.js';

const dress = wear(ratingStyles);
/** What was reported from this page: said until it is left. The server has it in any case. */
const reported = new Set<ConversationId>();

/** CNV-7: says of whoever answered what was wrong. Shown once somebody has. */
export function report(view: View, l: LaterTexts): TemplateResult | typeof nothing {
  const { state } = view.visit;
  if (state.is !== 'talking') return nothing;
  const { conversation, messages } = state.engine.state;
  if (!conversation || !messages.some(({ sender }) => sender.role === 'agent')) return nothing;
  const { id } = conversation;
  if (reported.has(id)) return html`<p role="status">${l.reportSent}</p>`;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    const [reason, text] = [fields.get('reason') as ReportReason, fields.get('text') as string];
    const asked = view.visit.ask(reportAgent, { conversation: id, reason, text });
    void view.attempt(asked.then((failed) => (failed === null && reported.add(id), failed)));
  };
  return html`<details ${ref(dress)}>
    <summary>${l.report}</summary>
    <form class="rating" @submit=${submit}>
      <p class="soft">${l.reportMeans}</p>
      <label class="field"
        >${l.reportReason}
        <select name="reason">
          ${reportReasons.map((one) => html`<option value=${one}>${l.reportReasons[one]}</option>`)}
        </select>
      </label>
      <label class="field"
        >${l.reportText}
        <textarea name="text" rows="2" maxlength="1000" dir="auto"></textarea>
      </label>
      <div class="row"><button class="button plain">${l.reportSend}</button></div>
    </form>
  </details>`;
}
