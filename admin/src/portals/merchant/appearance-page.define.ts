import './appearance-preview.define.js';
import { AppearancePage } from './appearance-page.js';

customElements.define('merchant-appearance', AppearancePage);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-appearance': AppearancePage;
  }
}
