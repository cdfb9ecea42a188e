import '../../ui/confirm.define.js';
import { HoldForm } from './hold-form.js';
import { HoldsPage } from './holds-page.js';

customElements.define('platform-hold-form', HoldForm);
customElements.define('platform-holds', HoldsPage);

declare global {
  interface HTMLElementTagNameMap {
    'platform-hold-form': HoldForm;
    'platform-holds': HoldsPage;
  }
}
