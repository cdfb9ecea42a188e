import '../../ui/frame.define.js';
import '../../ui/placements-page.define.js';
import '../../ui/request-desk.define.js';
import '../../ui/sign-in.define.js';
import '../../ui/team-page.define.js';
import './alerts-dialog.define.js';
import './availability-choice.define.js';
import './custody-page.define.js';
import './disclosures-page.define.js';
import './inbox-page.define.js';
import './offer-bar.define.js';
import './reports-page.define.js';
import './rule-page.define.js';
import './settings-page.define.js';
import './shortcuts-dialog.define.js';
import { MerchantPortal } from './portal.js';

customElements.define('merchant-portal', MerchantPortal);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-portal': MerchantPortal;
  }
}
