import { html, nothing, type TemplateResult } from 'lit';
import { bars } from '../../ui/bars.js';
import { number } from '../../ui/format.js';
import { reportsTexts as words } from './reports-texts.js';

/** One bar of a chart and one row of its table. */
export interface Entry {
  /** Short, for under the bar. */
  readonly label: string;
  /** In full. */
  readonly name: string;
  /** Null where hidden. */
  readonly value: number | null;
}

export interface Figure {
  readonly id: string;
  readonly title: string;
  readonly lead: string | typeof nothing;
  /** What is to be said of the numbers. */
  readonly more?: string | typeof nothing;
  /** The heads of the table's two columns. */
  readonly first: string;
  readonly second: string;
  readonly entries: readonly Entry[];
  readonly labels: 'dates' | 'words';
}

const shown = (value: number | null): string => (value === null ? words.fewer : number(value));

/** At which entry half of what is shown is reached; null where nothing is shown. */
export function half(entries: readonly Entry[]): number | null {
  const all = entries.reduce((sum, { value }) => sum + (value ?? 0), 0);
  let reached = 0;
  for (const [at, { value }] of entries.entries()) {
    reached += value ?? 0;
    if (all > 0 && reached * 2 >= all) return at;
  }
  return null;
}

/** A chart with its title, and the same numbers as a table. */
export function figure({ id, title, lead, more, first, second, entries, labels }: Figure): TemplateResult {
  return html`<figure class="card" aria-labelledby=${id}>
    <figcaption>
      <h2 id=${id}>${title}</h2>
      ${lead === nothing ? nothing : html`<p class="lead">${lead}</p>`}
    </figcaption>
    ${
      entries.every(({ value }) => value === null)
        ? html`<p class="soft">${words.tooFew}</p>`
        : html`${more === nothing || more === undefined ? nothing : html`<p>${more}</p>`}
            ${bars(
              entries.map(({ label, name, value }) => ({
                label,
                value,
                title: words.bar(name, shown(value)),
              })),
              labels,
            )}
            <details>
              <summary>${words.table}<span class="hidden-visually">: ${title}</span></summary>
              <div class="table-frame" tabindex="0" role="region" aria-labelledby=${id}>
                <table>
                  <thead>
                    <tr>
                      <th scope="col">${first}</th>
                      <th scope="col" class="amount">${second}</th>
                    </tr>
                  </thead>
                  <tbody>
                    ${entries.map(
                      ({ name, value }) =>
                        html`<tr>
                          <th scope="row">${name}</th>
                          <td class="amount" data-label=${second}>${shown(value)}</td>
                        </tr>`,
                    )}
                  </tbody>
                </table>
              </div>
            </details>`
    }
  </figure>`;
}
