import { LogPage } from './log-page.js';

customElements.define('merchant-team-log', LogPage);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-team-log': LogPage;
  }
}
