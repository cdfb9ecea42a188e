import { PolicyDraft } from './policy-draft.js';

customElements.define('platform-policy-draft', PolicyDraft);

declare global {
  interface HTMLElementTagNameMap {
    'platform-policy-draft': PolicyDraft;
  }
}
