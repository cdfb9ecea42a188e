import '../../ui/frame.define.js';
import '../../ui/sign-in.define.js';
import { ProviderPortal } from './portal.js';
import { SitesPage } from './sites-page.js';

customElements.define('provider-sites', SitesPage);
customElements.define('provider-portal', ProviderPortal);

declare global {
  interface HTMLElementTagNameMap {
    'provider-sites': SitesPage;
    'provider-portal': ProviderPortal;
  }
}
