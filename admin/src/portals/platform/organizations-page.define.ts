import '../../ui/confirm.define.js';
import '../../ui/copy-code.define.js';
import { OrganizationsForm } from './organizations-form.js';
import { OrganizationsPage } from './organizations-page.js';

customElements.define('platform-organizations-form', OrganizationsForm);
customElements.define('platform-organizations', OrganizationsPage);

declare global {
  interface HTMLElementTagNameMap {
    'platform-organizations-form': OrganizationsForm;
    'platform-organizations': OrganizationsPage;
  }
}
