import './confirm.define.js';
import { PlacementForm } from './placement-form.js';
import { PlacementsPage } from './placements-page.js';

customElements.define('parlour-placement-form', PlacementForm);
customElements.define('parlour-placements', PlacementsPage);

declare global {
  interface HTMLElementTagNameMap {
    'parlour-placement-form': PlacementForm;
    'parlour-placements': PlacementsPage;
  }
}
