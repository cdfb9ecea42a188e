import '../../ui/confirm.define.js';
import './disclosures.define.js';
import './mail-door.define.js';
import './own-words.define.js';
import { ConsumerPortal } from './portal.js';

customElements.define('consumer-portal', ConsumerPortal);

declare global {
  interface HTMLElementTagNameMap {
    'consumer-portal': ConsumerPortal;
  }
}
