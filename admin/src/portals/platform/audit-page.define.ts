import { AuditPage } from './audit-page.js';

customElements.define('platform-audit', AuditPage);

declare global {
  interface HTMLElementTagNameMap {
    'platform-audit': AuditPage;
  }
}
