import './confirm.define.js';
import { RuleForm } from './rule-form.js';

customElements.define('parlour-rule-form', RuleForm);

declare global {
  interface HTMLElementTagNameMap {
    'parlour-rule-form': RuleForm;
  }
}
