import './consumer-panel.define.js';
import './conversation-list.define.js';
import './conversation-pane.define.js';
import { InboxPage } from './inbox-page.js';

customElements.define('merchant-inbox', InboxPage);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-inbox': InboxPage;
  }
}
