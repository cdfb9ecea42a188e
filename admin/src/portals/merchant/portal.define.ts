import '../../ui/frame.define.js';
import '../../ui/sign-in.define.js';
import './inbox-page.define.js';
import { MerchantPortal } from './portal.js';

customElements.define('merchant-portal', MerchantPortal);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-portal': MerchantPortal;
  }
}
