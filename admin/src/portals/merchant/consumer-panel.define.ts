import './transcript-export.define.js';
import './earlier-list.define.js';
import './label-picker.define.js';
import './profile-list.define.js';
import { ConsumerPanel } from './consumer-panel.js';

customElements.define('merchant-consumer', ConsumerPanel);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-consumer': ConsumerPanel;
  }
}
