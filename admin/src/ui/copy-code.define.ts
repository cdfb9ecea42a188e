import { CopyCode } from './copy-code.js';

customElements.define('parlour-copy', CopyCode);

declare global {
  interface HTMLElementTagNameMap {
    'parlour-copy': CopyCode;
  }
}
