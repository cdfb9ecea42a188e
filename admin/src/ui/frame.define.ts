import { PortalFrame } from './frame.js';

customElements.define('parlour-frame', PortalFrame);

declare global {
  interface HTMLElementTagNameMap {
    'parlour-frame': PortalFrame;
  }
}
