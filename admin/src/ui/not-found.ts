import { html, type TemplateResult } from 'lit';
import { empty } from './states.js';
import { texts } from './texts.js';

/** An address of the portal that leads nowhere. */
export const notFound = (home: string): TemplateResult =>
  html`<h1 class="hidden-visually" tabindex="-1">${texts.notFound.title}</h1>
    ${empty(texts.notFound.text, html`<a href=${home}>${texts.notFound.back}</a>`)}`;
