import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { BlockView } from '@parlour/shared/model/block.js';
import { listBlocks, unblockConsumer } from '@parlour/shared/protocol/blocking.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import { Deed } from '../../ui/deed.js';
import { Fetched } from '../../ui/fetched.js';
import { exactly, moment } from '../../ui/format.js';
import { bone, empty } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { page } from '../../ui/styles/page.js';
import { tables } from '../../ui/styles/tables.js';
import { texts as common } from '../../ui/texts.js';
import { showTitle } from '../../ui/title.js';
import { texts } from './flow-texts.js';

const { blocked: words, block } = texts;

/** CNV-7: whom the merchant has blocked, and until when. For managers. */
export class BlockedPage extends LitElement {
  static override properties = { call: { attribute: false } };
  declare call: Call;

  readonly #blocks = new Fetched(this, async () => (await this.call(listBlocks, {})).blocks);
  readonly #deed = new Deed(this);

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([words.title, common.portals.merchant]);
  }

  async #end({ consumer }: BlockView): Promise<void> {
    await this.#deed.do(async () => {
      await this.call(unblockConsumer, { consumer });
      return words.ended;
    });
    await this.#blocks.load();
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }

  protected override render(): TemplateResult {
    return html`<header>
        <h1 tabindex="-1">${words.title}</h1>
        <p class="lead">${words.lead}</p>
      </header>
      <p role="status">${this.#deed.said || nothing}</p>
      ${this.#deed.refusal()}
      ${this.#blocks.show(
        (blocks) => this.#list(blocks),
        html`<div class="card">${bone('half')}${bone('long')}</div>`,
      )}`;
  }

  #list(value: readonly BlockView[]): TemplateResult {
    if (value.length === 0) return empty(words.none, words.noneNext);
    return html`<div class="table-frame">
      <table>
        <thead>
          <tr>
            <th scope="col">${words.until}</th>
            <th scope="col">${words.reason}</th>
            <th scope="col">${words.by}</th>
            <th scope="col">${words.conversation}</th>
            <th scope="col"><span class="hidden-visually">${words.end}</span></th>
          </tr>
        </thead>
        <tbody>
          ${value.map((one) => this.#row(one))}
        </tbody>
      </table>
    </div>`;
  }

  #row(one: BlockView): TemplateResult {
    const { until, at, reason, by, conversation } = one;
    return html`<tr>
      <td data-label=${words.until}><span title=${exactly(until)}>${moment(until)}</span></td>
      <td data-label=${words.reason}>${block.reasons[reason]}</td>
      <td data-label=${words.by}><span title=${exactly(at)}>${by.name}, ${moment(at)}</span></td>
      <td data-label=${words.conversation}>
        ${
          conversation === null
            ? words.deleted
            : html`<a href="/merchant/conversations/${conversation}?view=closed">${words.open}</a>`
        }
      </td>
      <td><button class="button" type="button" @click=${() => void this.#end(one)}>${words.end}</button></td>
    </tr>`;
  }

  static override styles = [
    controls,
    notices,
    page,
    tables,
    css`
      :host {
        padding-block-start: var(--space-4);
      }
      .failed {
        color: var(--danger);
      }
    `,
  ];
}
