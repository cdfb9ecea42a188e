import { html, nothing, type TemplateResult } from 'lit';
import { bubbleIcon } from './icons.js';
import type { View } from './view.js';

export const launcher = ({ t, locale, unread, show }: View): TemplateResult => html`
  <button
    class="launcher"
    part="launcher"
    lang=${locale}
    dir=${t.direction}
    aria-label=${unread ? `${t.openChat}, ${t.unread(unread)}` : t.openChat}
    @click=${show}
  >
    ${bubbleIcon}<span aria-hidden="true">${t.chat}${unread ? ` · ${unread}` : nothing}</span>
  </button>
`;
