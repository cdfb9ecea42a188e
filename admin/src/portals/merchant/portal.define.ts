import '../../ui/frame.define.js';
import '../../ui/sign-in.define.js';
import './alerts-dialog.define.js';
import './availability-choice.define.js';
import './inbox-page.define.js';
import './offer-bar.define.js';
import './shortcuts-dialog.define.js';
import { MerchantPortal } from './portal.js';

customElements.define('merchant-portal', MerchantPortal);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-portal': MerchantPortal;
  }
}
