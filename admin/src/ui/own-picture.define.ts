import { OwnPicture } from './own-picture.js';

customElements.define('parlour-own-picture', OwnPicture);

declare global {
  interface HTMLElementTagNameMap {
    'parlour-own-picture': OwnPicture;
  }
}
