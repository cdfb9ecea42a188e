import { html } from 'lit';
import type { LaterTexts } from '../../ui/later-page.js';

export const texts: LaterTexts = {
  title: 'Your data',
  purpose:
    'Here you will see every conversation that is kept with you and when it is deleted, take a copy with you, correct or delete it, and learn who has looked at it and to whom it was given. No account will be needed.',
  notYet: 'This page is not part of this version of Parlour yet. Nothing can be looked up or changed here.',
  insteadHeading: 'What you can do until then',
  instead: [
    html`Open the chat on the page where you wrote. Above the place where you type it says when the
    conversation is deleted, and “Why?” tells you by which rule.`,
    html`Write to the merchant in the same chat if you want the conversation corrected, copied or deleted
    earlier.`,
    html`You need to do nothing for it to be deleted: that happens by itself on its date.`,
  ],
};
