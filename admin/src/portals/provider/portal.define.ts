import '../../ui/confirm.define.js';
import '../../ui/copy-code.define.js';
import '../../ui/frame.define.js';
import '../../ui/placements-page.define.js';
import '../../ui/sign-in.define.js';
import '../../ui/team-page.define.js';
import { Check } from './check.js';
import { Counts } from './counts.js';
import { Pages } from './pages.js';
import { Embed } from './embed.js';
import { ProviderPortal } from './portal.js';
import { SiteForm } from './site-form.js';
import { SiteKey } from './site-key.js';
import { SitePage } from './site-page.js';
import { SitesPage } from './sites-page.js';

customElements.define('provider-check', Check);
customElements.define('provider-counts', Counts);
customElements.define('provider-pages', Pages);
customElements.define('provider-embed', Embed);
customElements.define('provider-site', SitePage);
customElements.define('provider-site-form', SiteForm);
customElements.define('provider-site-key', SiteKey);
customElements.define('provider-sites', SitesPage);
customElements.define('provider-portal', ProviderPortal);

declare global {
  interface HTMLElementTagNameMap {
    'provider-check': Check;
    'provider-counts': Counts;
    'provider-pages': Pages;
    'provider-embed': Embed;
    'provider-site': SitePage;
    'provider-site-form': SiteForm;
    'provider-site-key': SiteKey;
    'provider-sites': SitesPage;
    'provider-portal': ProviderPortal;
  }
}
