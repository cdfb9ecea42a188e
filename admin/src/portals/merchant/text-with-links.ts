import { html, type TemplateResult } from 'lit';
import { segmentsOf } from '@parlour/widget/conversation/links.js';

/** MSG-13: a message's text, drawn as text; what both sides take for an address is a link. No markup is interpreted. */
export const textWithLinks = (text: string): (TemplateResult | string)[] =>
  segmentsOf(text).map((segment) =>
    segment.href === undefined
      ? segment.text
      : html`<a href=${segment.href} target="_blank" rel="noopener noreferrer nofollow">${segment.text}</a>`,
  );
