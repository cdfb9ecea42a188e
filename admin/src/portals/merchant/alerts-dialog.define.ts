import { AlertsDialog } from './alerts-dialog.js';

customElements.define('merchant-alerts', AlertsDialog);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-alerts': AlertsDialog;
  }
}
