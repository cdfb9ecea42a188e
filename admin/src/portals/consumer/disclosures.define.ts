import { OwnDisclosures } from './disclosures.js';
import { TranscriptCopy } from './transcript-copy.js';

customElements.define('consumer-disclosures', OwnDisclosures);
customElements.define('consumer-transcript-copy', TranscriptCopy);

declare global {
  interface HTMLElementTagNameMap {
    'consumer-disclosures': OwnDisclosures;
    'consumer-transcript-copy': TranscriptCopy;
  }
}
