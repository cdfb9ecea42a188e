import '../../ui/frame.define.js';
import '../../ui/sign-in.define.js';
import './overview-page.define.js';
import { PlatformPortal } from './portal.js';

customElements.define('platform-portal', PlatformPortal);

declare global {
  interface HTMLElementTagNameMap {
    'platform-portal': PlatformPortal;
  }
}
