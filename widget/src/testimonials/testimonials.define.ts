/** The script that a page loads for `<parlour-testimonials>`; it needs nothing else. */
import { ParlourTestimonials } from './parlour-testimonials.js';

if (document.currentScript instanceof HTMLScriptElement)
  ParlourTestimonials.server = new URL(document.currentScript.src).origin;
if (!customElements.get('parlour-testimonials'))
  customElements.define('parlour-testimonials', ParlourTestimonials);

declare global {
  interface HTMLElementTagNameMap {
    'parlour-testimonials': ParlourTestimonials;
  }
}
