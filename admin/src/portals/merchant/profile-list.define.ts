import { ProfileList } from './profile-list.js';

customElements.define('merchant-profile', ProfileList);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-profile': ProfileList;
  }
}
