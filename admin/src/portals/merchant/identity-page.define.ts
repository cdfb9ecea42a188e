import '../../ui/confirm.define.js';
import '../../ui/copy-code.define.js';
import { IdentityPage } from './identity-page.js';

customElements.define('merchant-identity', IdentityPage);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-identity': IdentityPage;
  }
}
