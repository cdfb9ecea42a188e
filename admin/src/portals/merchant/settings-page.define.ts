import './appearance-page.define.js';
import './assignment-page.define.js';
import './blocked-page.define.js';
import './canned-page.define.js';
import './hours-page.define.js';
import './identity-page.define.js';
import './labels-page.define.js';
import './log-page.define.js';
import './masking-page.define.js';
import './prechat-page.define.js';
import './testimonials-page.define.js';
import './tokens-page.define.js';
import { SettingsPage } from './settings-page.js';

customElements.define('merchant-settings', SettingsPage);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-settings': SettingsPage;
  }
}
