import { html, type TemplateResult } from 'lit';
import type { LedgerEntryView } from '@parlour/shared/protocol/retention.js';
import { exactly, moment } from '../../ui/format.js';
import { plural } from '../../ui/texts.js';
import { ruleWords, texts } from './texts.js';

const words = texts.ledger;

/** What was removed, store by store: "14 messages, 1 key". */
const countsInWords = (counts: LedgerEntryView['counts']): string =>
  Object.entries(counts)
    .map(([store, count]) => {
      const [one, other] = words.stores[store] ?? [store, store];
      return plural(count, one, other);
    })
    .join(', ');

const when = ({ doneAt, intentAt }: LedgerEntryView): TemplateResult =>
  doneAt === null
    ? html`<span title=${exactly(intentAt)}>${words.unfinished}</span>`
    : html`<time datetime=${new Date(doneAt).toISOString()} title=${exactly(doneAt)}
        >${moment(doneAt)}</time
      >`;

/** The ledger's entries, each with all that it holds. */
export const ledgerTable = (entries: readonly LedgerEntryView[]): TemplateResult =>
  html`<div class="table-frame" tabindex="0" role="region" aria-labelledby="entries">
    <table>
      <caption id="entries">
        ${words.caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">${words.purged}</th>
          <th scope="col" title=${words.subjectTitle}>${words.subject}</th>
          <th scope="col">${words.rule}</th>
          <th scope="col">${words.counts}</th>
          <th scope="col">${words.key}</th>
          <th scope="col">${words.run}</th>
        </tr>
      </thead>
      <tbody>
        ${entries.map(
          (entry) =>
            html`<tr>
              <th scope="row" class="nowrap">${when(entry)}</th>
              <td data-label=${words.subject}><code class="cut">${entry.subject}</code></td>
              <td data-label=${words.rule} title=${entry.basis}>${ruleWords(entry.rule)}</td>
              <td data-label=${words.counts}>${countsInWords(entry.counts)}</td>
              <td class="nowrap" data-label=${words.key}>
                ${entry.keyDestroyed ? words.destroyed : words.notDestroyed}
              </td>
              <td data-label=${words.run}><code class="cut">${entry.run ?? words.byItself}</code></td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
