import { ParlourChat } from './parlour-chat.js';

declare global {
  interface HTMLElementTagNameMap {
    'parlour-chat': ParlourChat;
  }
}

/** Registers the element, once, however many tags are on the page. */
export function define(tag = 'parlour-chat', registry: CustomElementRegistry = customElements): void {
  if (!registry.get(tag)) registry.define(tag, ParlourChat);
}

define();
