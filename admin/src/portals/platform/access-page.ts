import { css, html, LitElement, type TemplateResult } from 'lit';
import { fieldClasses, fieldsOf, type FieldClass } from '@parlour/shared/access/fields.js';
import { matrixRoles, matrixRows, scopeWords } from '@parlour/shared/protocol/matrix.js';
import { controls } from '../../ui/styles/controls.js';
import { page } from '../../ui/styles/page.js';
import { tables } from '../../ui/styles/tables.js';
import { showTitle } from '../../ui/title.js';
import { texts } from './access-texts.js';

/** AUT-2: who may call what, and who receives which fields: read from the very table that the server decides by. */
export class AccessPage extends LitElement {
  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([texts.title]);
  }

  protected override render(): TemplateResult {
    return html`<h1 tabindex="-1">${texts.title}</h1>
      <p class="lead">${texts.lead}</p>
      ${this.#table(
        texts.operations,
        matrixRows().map(({ operation, summary, scopes }) => ({
          head: html`<code>${operation}</code><br /><span class="soft">${summary}</span>`,
          cells: matrixRoles.map((role) => {
            const scope = scopes[role];
            return scope ? scopeWords[scope] : '';
          }),
        })),
      )}
      ${this.#table(
        texts.fields,
        fieldClasses.map((name) => ({
          head: html`${texts.classes[name]}`,
          cells: matrixRoles.map((role) =>
            (fieldsOf[role] as readonly FieldClass[]).includes(name) ? texts.yes : '',
          ),
        })),
      )}`;
  }

  #table(
    caption: string,
    rows: readonly { readonly head: TemplateResult; readonly cells: readonly string[] }[],
  ): TemplateResult {
    return html`<div class="table-frame" tabindex="0" role="region" aria-label=${caption}>
      <table>
        <caption>
          ${caption}
        </caption>
        <thead>
          <tr>
            <td></td>
            ${matrixRoles.map((role) => html`<th scope="col">${role}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ head, cells }) =>
              html`<tr>
                <th scope="row">${head}</th>
                ${cells.map((cell, at) =>
                  cell === ''
                    ? html`<td class="none"></td>`
                    : html`<td data-label=${matrixRoles[at]!}>${cell}</td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  static override styles = [
    controls,
    page,
    tables,
    css`
      tbody th {
        min-inline-size: 280px;
        font-weight: 400;
      }
      @media (max-width: 720px) {
        tbody th {
          min-inline-size: 0;
        }
        .none {
          display: none;
        }
      }
    `,
  ];
}
