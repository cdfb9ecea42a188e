import './due-chart.define.js';
import { OverviewPage } from './overview-page.js';

customElements.define('platform-overview', OverviewPage);

declare global {
  interface HTMLElementTagNameMap {
    'platform-overview': OverviewPage;
  }
}
