import { TranscriptExport } from './transcript-export.js';

customElements.define('merchant-export', TranscriptExport);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-export': TranscriptExport;
  }
}
