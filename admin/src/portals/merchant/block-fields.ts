import { html, type TemplateResult } from 'lit';
import { blockReasons, type BlockReason } from '@parlour/shared/model/block.js';
import { texts } from './flow-texts.js';

const { block: words } = texts;
const hours = [1, 24, 7 * 24, 30 * 24, 365 * 24] as const;

/** CNV-7: for how long, and because of what. */
export const blockFields = (): TemplateResult =>
  html`<p>${words.lead}</p>
    <div class="field">
      <label for="hours">${words.time}</label>
      <select id="hours" name="hours">
        ${hours.map((one) => html`<option value=${one} ?selected=${one === 24}>${words.hours(one)}</option>`)}
      </select>
    </div>
    <div class="field">
      <label for="because">${words.reason}</label>
      <select id="because" name="reason">
        ${blockReasons.map((one) => html`<option value=${one}>${words.reasons[one]}</option>`)}
      </select>
    </div>`;

export const chosenBlock = (fields: FormData): { hours: number; reason: BlockReason } => ({
  hours: Number(fields.get('hours')),
  reason: fields.get('reason') as BlockReason,
});
