import { ConversationDeeds } from './conversation-deeds.js';

customElements.define('merchant-deeds', ConversationDeeds);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-deeds': ConversationDeeds;
  }
}
