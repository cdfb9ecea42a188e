import { OwnWords } from './own-words.js';

customElements.define('consumer-own-words', OwnWords);

declare global {
  interface HTMLElementTagNameMap {
    'consumer-own-words': OwnWords;
  }
}
