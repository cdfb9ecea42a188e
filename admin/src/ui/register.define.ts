import { Register } from './register.js';

customElements.define('parlour-register', Register);

declare global {
  interface HTMLElementTagNameMap {
    'parlour-register': Register;
  }
}
