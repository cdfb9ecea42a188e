import '../../ui/confirm.define.js';
import { Laws } from './laws.js';

customElements.define('platform-laws', Laws);

declare global {
  interface HTMLElementTagNameMap {
    'platform-laws': Laws;
  }
}
