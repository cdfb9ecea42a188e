import { html } from 'lit';
import type { LaterTexts } from '../../ui/later-page.js';

export const texts: LaterTexts = {
  title: 'Provider portal',
  purpose:
    'Here the provider of a web site will manage its sites, keys and origins, copy the tag for its pages, see whether it works there, and read counts on its use. Never a word of a conversation.',
  notYet: 'This portal is not part of this version of Parlour yet. There is nothing to sign in to here.',
  insteadHeading: 'What you can do until then',
  instead: [
    html`Ask whoever runs this installation for your site’s key and to register the origins of your pages.`,
    html`The tag for your pages is in the README of Parlour.`,
    html`Do you answer shoppers? Then <a href="/merchant">the merchant portal</a> is yours.`,
  ],
};
