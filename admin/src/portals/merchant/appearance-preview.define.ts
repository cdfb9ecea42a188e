import { AppearancePreview } from './appearance-preview.js';

customElements.define('merchant-appearance-preview', AppearancePreview);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-appearance-preview': AppearancePreview;
  }
}
