import '../../ui/confirm.define.js';
import { MaskingPage } from './masking-page.js';

customElements.define('merchant-masking', MaskingPage);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-masking': MaskingPage;
  }
}
