import { SignIn } from './sign-in.js';

customElements.define('parlour-sign-in', SignIn);

declare global {
  interface HTMLElementTagNameMap {
    'parlour-sign-in': SignIn;
  }
}
