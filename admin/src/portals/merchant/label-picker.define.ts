import { LabelPicker } from './label-picker.js';

customElements.define('merchant-labels', LabelPicker);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-labels': LabelPicker;
  }
}
