import '../../ui/confirm.define.js';
import { CannedPage } from './canned-page.js';

customElements.define('merchant-canned-page', CannedPage);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-canned-page': CannedPage;
  }
}
