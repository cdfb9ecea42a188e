import { ReplyBox } from './reply-box.js';

customElements.define('merchant-reply', ReplyBox);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-reply': ReplyBox;
  }
}
