import { html, type TemplateResult } from 'lit';
import type { PurgePreview } from '@parlour/shared/protocol/retention.js';
import { number } from '../../ui/format.js';
import { ruleWords, texts } from './texts.js';

const words = texts.purge;

/** What a purge would remove, by merchant and rule, with the sum. */
export const previewTable = ({ conversations, groups }: PurgePreview): TemplateResult =>
  html`<div class="table-frame" tabindex="0" role="region" aria-labelledby="preview">
    <table>
      <caption id="preview">
        ${words.preview}
      </caption>
      <thead>
        <tr>
          <th scope="col">${words.merchant}</th>
          <th scope="col">${words.rule}</th>
          <th scope="col" class="amount">${words.count}</th>
        </tr>
      </thead>
      <tbody>
        ${groups.map(
          (group) =>
            html`<tr>
              <th scope="row">${group.merchant}</th>
              <td data-label=${words.rule}>${ruleWords(group.rule)}</td>
              <td class="amount" data-label=${words.count}>${number(group.conversations)}</td>
            </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colspan="2">${words.total}</th>
          <td class="amount" data-label=${words.count}>${number(conversations)}</td>
        </tr>
      </tfoot>
    </table>
  </div>`;
