import { ConversationRows } from './conversation-rows.js';

customElements.define('merchant-rows', ConversationRows);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-rows': ConversationRows;
  }
}
