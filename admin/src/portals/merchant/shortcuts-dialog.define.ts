import { ShortcutsDialog } from './shortcuts-dialog.js';

customElements.define('merchant-shortcuts', ShortcutsDialog);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-shortcuts': ShortcutsDialog;
  }
}
