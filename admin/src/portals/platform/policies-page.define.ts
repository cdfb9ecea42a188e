import { PoliciesPage } from './policies-page.js';

customElements.define('platform-policies', PoliciesPage);

declare global {
  interface HTMLElementTagNameMap {
    'platform-policies': PoliciesPage;
  }
}
