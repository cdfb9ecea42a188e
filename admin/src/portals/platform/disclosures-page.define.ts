import '../../ui/confirm.define.js';
import '../../ui/register.define.js';
import { DisclosuresPage } from './disclosures-page.js';
import { LegalForm } from './legal-form.js';
import { LegalRequests } from './legal-requests.js';
import { OwnershipChanges } from './ownership-changes.js';

customElements.define('platform-legal-form', LegalForm);
customElements.define('platform-legal-requests', LegalRequests);
customElements.define('platform-ownership', OwnershipChanges);
customElements.define('platform-disclosures', DisclosuresPage);

declare global {
  interface HTMLElementTagNameMap {
    'platform-legal-form': LegalForm;
    'platform-legal-requests': LegalRequests;
    'platform-ownership': OwnershipChanges;
    'platform-disclosures': DisclosuresPage;
  }
}
