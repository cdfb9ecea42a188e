import { html, nothing, type TemplateResult } from 'lit';
import type { PurgeRunView } from '@parlour/shared/protocol/retention.js';
import { exactly, moment, number, took } from '../../ui/format.js';
import { texts as promiseTexts } from './promises-texts.js';
import { texts } from './texts.js';

const words = texts.purge;

const timeTaken = ({ startedAt, doneAt }: PurgeRunView): string =>
  doneAt === null ? '' : took(Math.max(0, doneAt - startedAt));

/** The run that is going, as one bar with its counts; then what came of it. */
export const runProgress = (run: PurgeRunView, ledgerHref: string): TemplateResult =>
  html`<section class="card" aria-labelledby="running">
    ${
      run.state === 'running'
        ? html`<h2 id="running">${words.running}</h2>
            <progress
              max=${Math.max(1, run.due)}
              .value=${run.purged}
              aria-labelledby="running"
              aria-describedby="progress"
            ></progress>
            <p id="progress" class="number">${words.progress(run.purged, run.due)}</p>`
        : html`<h2 id="running" class="hidden-visually">${words.states[run.state]}</h2>`
    }
    <div role="status">${run.state === 'running' ? nothing : result(run, ledgerHref)}</div>
  </section>`;

const result = (run: PurgeRunView, ledgerHref: string): TemplateResult =>
  run.state === 'done'
    ? html`<p>
        <strong>${words.done(run.purged, timeTaken(run))}</strong>
        <a href=${ledgerHref}>${words.toLedger}</a>
      </p>`
    : html`<p><strong>${words.stopped(run.purged, run.due)}</strong></p>`;

/** The latest purges, whoever asked for them. */
export const runsTable = (
  runs: readonly PurgeRunView[],
  certificate: (run: PurgeRunView) => void,
): TemplateResult =>
  html`<div class="table-frame" tabindex="0" role="region" aria-labelledby="runs">
    <table>
      <caption id="runs">
        ${words.runs}
      </caption>
      <thead>
        <tr>
          <th scope="col">${words.started}</th>
          <th scope="col">${words.by}</th>
          <th scope="col">${words.state}</th>
          <th scope="col" class="amount">${words.removed}</th>
          <th scope="col" class="amount">${words.took}</th>
          <th scope="col">${promiseTexts.certificate}</th>
        </tr>
      </thead>
      <tbody>
        ${runs.map(
          (run) =>
            html`<tr>
              <th scope="row">
                <time datetime=${new Date(run.startedAt).toISOString()} title=${exactly(run.startedAt)}
                  >${moment(run.startedAt)}</time
                >
              </th>
              <td data-label=${words.by}>${words.actors[run.by]}</td>
              <td data-label=${words.state}>${words.states[run.state]}</td>
              <td class="amount" data-label=${words.removed}>${number(run.purged)}</td>
              <td class="amount" data-label=${words.took}>${timeTaken(run) || '–'}</td>
              <td data-label=${promiseTexts.certificate}>
                ${
                  run.state === 'done' && run.purged > 0
                    ? html`<button
                        class="button quiet"
                        type="button"
                        aria-label=${promiseTexts.certificateOf(moment(run.startedAt))}
                        @click=${() => certificate(run)}
                      >
                        ${promiseTexts.download}
                      </button>`
                    : '–'
                }
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
