import '../../ui/confirm.define.js';
import { Obligations } from './obligations.js';

customElements.define('merchant-obligations', Obligations);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-obligations': Obligations;
  }
}
