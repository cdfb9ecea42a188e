import { PolicyGate } from './policy-gate.js';

customElements.define('parlour-policy-gate', PolicyGate);

declare global {
  interface HTMLElementTagNameMap {
    'parlour-policy-gate': PolicyGate;
  }
}
