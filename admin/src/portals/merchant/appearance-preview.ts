import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { AppearanceView } from '@parlour/shared/protocol/appearance.js';
import { controls } from '../../ui/styles/controls.js';
import { previewLine, type PreviewMoment } from './preview-line.js';
import { settingsTexts } from './settings-texts.js';

const words = settingsTexts.appearance;
/** Milliseconds without a change before it is drawn anew. */
const calm = 250;

/** The real widget, dressed as the draft says, with a line that leads nowhere; it cannot be operated. */
export class AppearancePreview extends LitElement {
  static override properties = {
    view: { attribute: false },
    scheme: {},
    moment: {},
    drawn: { state: true },
  };
  declare view: AppearanceView;
  declare scheme: 'light' | 'dark';
  declare moment: PreviewMoment;
  declare protected drawn: AppearanceView | null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.scheme = 'light';
    this.moment = 'opening';
    this.drawn = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // The widget's code is only needed here.
    void import('@parlour/widget/parlour-chat.define.js').then(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('view')) return;
    clearTimeout(this.#timer);
    if (this.drawn === null) this.drawn = this.view;
    else this.#timer = setTimeout(() => (this.drawn = this.view), calm);
  }

  protected override render(): TemplateResult {
    const view = this.drawn ?? this.view;
    const { position } = view.appearance;
    const connect = () => previewLine(view, this.moment);
    return html`<div class="stage ${this.scheme}" role="img" aria-label=${words.previewOf} inert>
      ${keyed(
        JSON.stringify([view, this.scheme, this.moment]),
        html`<parlour-chat
          site="preview"
          merchant=${view.merchant.slug}
          position=${position}
          color-scheme=${this.scheme}
          .connect=${connect}
          open
        ></parlour-chat>`,
      )}
    </div>`;
  }

  static override styles = [
    controls,
    css`
      /* What is fixed inside sits in the stage and not on the screen. */
      .stage {
        position: relative;
        transform: translateZ(0);
        block-size: 640px;
        overflow: hidden;
        border: 1px solid var(--line);
        border-radius: var(--radius-large);
        background: var(--paper-sunken);
      }
    `,
  ];
}
