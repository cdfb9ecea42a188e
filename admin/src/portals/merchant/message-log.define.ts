import { MessageLog } from './message-log.js';

customElements.define('merchant-log', MessageLog);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-log': MessageLog;
  }
}
