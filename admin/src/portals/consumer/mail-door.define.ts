import { MailDoor } from './mail-door.js';

customElements.define('consumer-mail-door', MailDoor);

declare global {
  interface HTMLElementTagNameMap {
    'consumer-mail-door': MailDoor;
  }
}
