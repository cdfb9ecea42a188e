import './confirm.define.js';
import { Passkeys } from './passkeys.js';

customElements.define('parlour-passkeys', Passkeys);

declare global {
  interface HTMLElementTagNameMap {
    'parlour-passkeys': Passkeys;
  }
}
