import './confirm.define.js';
import { TeamPage } from './team-page.js';

customElements.define('parlour-team', TeamPage);

declare global {
  interface HTMLElementTagNameMap {
    'parlour-team': TeamPage;
  }
}
