import { OfferBar } from './offer-bar.js';

customElements.define('merchant-offers', OfferBar);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-offers': OfferBar;
  }
}
