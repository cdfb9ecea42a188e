import { AvailabilityChoice } from './availability-choice.js';

customElements.define('merchant-availability', AvailabilityChoice);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-availability': AvailabilityChoice;
  }
}
