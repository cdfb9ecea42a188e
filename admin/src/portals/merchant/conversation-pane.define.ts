import './conversation-deeds.define.js';
import './message-log.define.js';
import './note-box.define.js';
import './promise-line.define.js';
import './reply-box.define.js';
import { ConversationPane } from './conversation-pane.js';

customElements.define('merchant-conversation', ConversationPane);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-conversation': ConversationPane;
  }
}
