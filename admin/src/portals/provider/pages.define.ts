/** Every page of the provider portal but the first. */
import '../../ui/account-page.define.js';
import '../../ui/confirm.define.js';
import '../../ui/copy-code.define.js';
import '../../ui/join-page.define.js';
import '../../ui/placements-page.define.js';
import '../../ui/policy-gate.define.js';
import '../../ui/team-page.define.js';
import { Check } from './check.js';
import { Counts } from './counts.js';
import { Embed } from './embed.js';
import { Pages } from './pages.js';
import { SiteForm } from './site-form.js';
import { SiteKey } from './site-key.js';
import { SitePage } from './site-page.js';

customElements.define('provider-check', Check);
customElements.define('provider-counts', Counts);
customElements.define('provider-pages', Pages);
customElements.define('provider-embed', Embed);
customElements.define('provider-site', SitePage);
customElements.define('provider-site-form', SiteForm);
customElements.define('provider-site-key', SiteKey);

declare global {
  interface HTMLElementTagNameMap {
    'provider-check': Check;
    'provider-counts': Counts;
    'provider-pages': Pages;
    'provider-embed': Embed;
    'provider-site': SitePage;
    'provider-site-form': SiteForm;
    'provider-site-key': SiteKey;
  }
}
