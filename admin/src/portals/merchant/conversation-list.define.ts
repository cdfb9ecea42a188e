import './conversation-rows.define.js';
import { ConversationList } from './conversation-list.js';

customElements.define('merchant-conversations', ConversationList);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-conversations': ConversationList;
  }
}
