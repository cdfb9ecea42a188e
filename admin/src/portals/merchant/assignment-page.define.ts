import { AssignmentPage } from './assignment-page.js';

customElements.define('merchant-assignment', AssignmentPage);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-assignment': AssignmentPage;
  }
}
