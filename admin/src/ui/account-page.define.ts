import './own-picture.define.js';
import './passkeys.define.js';
import { AccountPage } from './account-page.js';

customElements.define('parlour-account', AccountPage);

declare global {
  interface HTMLElementTagNameMap {
    'parlour-account': AccountPage;
  }
}
