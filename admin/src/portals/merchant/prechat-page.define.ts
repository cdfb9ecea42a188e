import { PreChatPage } from './prechat-page.js';

customElements.define('merchant-prechat', PreChatPage);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-prechat': PreChatPage;
  }
}
