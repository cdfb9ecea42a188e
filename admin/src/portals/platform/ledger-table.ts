import { html, nothing, type TemplateResult } from 'lit';
import type { PurgeRunId } from '@parlour/shared/model/ids.js';
import type { LedgerEntryView } from '@parlour/shared/protocol/retention.js';
import { exactly, moment } from '../../ui/format.js';
import { plural } from '../../ui/texts.js';
import { texts as promiseTexts } from './promises-texts.js';
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

const proof = ({ run, doneAt }: LedgerEntryView, certificate: (run: PurgeRunId) => void): TemplateResult =>
  html`<code class="cut">${run}</code> ${
      doneAt === null || run === null
        ? nothing
        : html`<button
            class="button quiet"
            type="button"
            aria-label=${promiseTexts.certificateOf(moment(doneAt))}
            @click=${() => certificate(run)}
          >
            ${promiseTexts.certificate}
          </button>`
    }`;

/** The ledger's entries, each with all that it holds, and the certificate of the run that it went with (RET-15). */
export const ledgerTable = (
  entries: readonly LedgerEntryView[],
  certificate: (run: PurgeRunId) => void,
): TemplateResult =>
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
              <td data-label=${words.run}>
                ${entry.run === null ? words.byItself : proof(entry, certificate)}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
