import '../../ui/confirm.define.js';
import { LabelsPage } from './labels-page.js';

customElements.define('merchant-labels-page', LabelsPage);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-labels-page': LabelsPage;
  }
}
