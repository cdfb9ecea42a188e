import '../../ui/rule-form.define.js';
import './laws.define.js';
import { BoundsPage } from './bounds-page.js';

customElements.define('platform-bounds', BoundsPage);

declare global {
  interface HTMLElementTagNameMap {
    'platform-bounds': BoundsPage;
  }
}
