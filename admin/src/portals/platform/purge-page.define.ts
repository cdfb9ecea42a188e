import '../../ui/confirm.define.js';
import { PurgePage } from './purge-page.js';

customElements.define('platform-purge', PurgePage);

declare global {
  interface HTMLElementTagNameMap {
    'platform-purge': PurgePage;
  }
}
