import { TestimonialsPage } from './testimonials-page.js';

customElements.define('merchant-testimonials', TestimonialsPage);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-testimonials': TestimonialsPage;
  }
}
