import { html, type TemplateResult } from 'lit';
import { reportReasons, type ReportReason } from '@parlour/shared/model/block.js';
import { texts } from './texts.js';

export type Report = (reason: ReportReason, text: string) => Promise<void>;

/** CNV-7: says of whoever answered what was wrong. */
export const reportForm = (report: Report): TemplateResult =>
  html`<details>
    <summary>${texts.report.open}</summary>
    <form
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        const fields = new FormData(event.target as HTMLFormElement);
        void report(fields.get('reason') as ReportReason, fields.get('text') as string);
      }}
    >
      <p class="soft">${texts.report.means}</p>
      <label
        >${texts.report.reason}
        <select name="reason">
          ${reportReasons.map((one) => html`<option value=${one}>${texts.report.reasons[one]}</option>`)}
        </select>
      </label>
      <label
        >${texts.report.text}
        <textarea name="text" rows="3" maxlength="1000" dir="auto"></textarea>
      </label>
      <button class="button" type="submit">${texts.report.send}</button>
    </form>
  </details>`;
