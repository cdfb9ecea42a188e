import '../../ui/rule-form.define.js';
import './obligations.define.js';
import { RulePage } from './rule-page.js';

customElements.define('merchant-rule', RulePage);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-rule': RulePage;
  }
}
