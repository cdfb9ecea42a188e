import { HealthPage } from './health-page.js';

customElements.define('platform-health', HealthPage);

declare global {
  interface HTMLElementTagNameMap {
    'platform-health': HealthPage;
  }
}
