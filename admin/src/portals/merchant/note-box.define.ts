import { NoteBox } from './note-box.js';

customElements.define('merchant-note', NoteBox);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-note': NoteBox;
  }
}
