/** What is said, from the first message on: its code comes when somebody writes, or comes back. */
import { canBeRated } from '@parlour/shared/rules/rating.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { ConversationState } from '../conversation/state.js';
import type { LaterTexts } from '../locales/load-later-texts.js';
import { longWithout } from './connection-line.js';
import { later, type LaterView } from './later.js';
import { log } from './log.js';
import { entryView } from './message.js';
import type { View } from './view.js';

const offline = later(() => import('./later/offline.js').then((module) => module.offline));

const rating = later(() => import('./later/rating.js').then((module) => module.rating));

export const talk: LaterView = (view, l) => {
  const { state } = view.visit;
  if (state.is === 'talking')
    return state.engine.state.gone ? gone(view) : talking(view, l, state.engine.state);
  if (state.is !== 'starting') return html``;
  return html`<p class="bubble greeting" dir="auto">${state.welcome.greeting}</p>
    <div role="log" aria-label=${view.t.conversation}>${firstMessage(view, state.text)}</div>`;
};

/** CNV-5: when it has ended, how it was is asked below it. */
const talking = (view: View, l: LaterTexts, state: ConversationState): TemplateResult =>
  html`${log(view, l, state)} ${needsOffline(view, state) ? offline(view) : nothing}
  ${state.conversation && canBeRated(state.conversation, view.now) ? rating(view) : nothing}`;

/** CNV-4, WID-13: nobody answers, or has been reachable for so long that one may want to go. */
function needsOffline({ visit, now }: View, { conversation }: ConversationState): boolean {
  const { connection } = visit;
  const isCut = connection && connection.state !== 'connected' && now - connection.since >= longWithout;
  return Boolean(conversation && conversation.state !== 'closed' && (isCut || visit.isAway(now)));
}

const firstMessage = (view: View, text: string): TemplateResult =>
  entryView(
    view,
    {
      kind: 'text',
      key: '',
      at: view.now,
      text,
      masked: false,
      corrects: false,
      sender: null,
      status: 'sending',
      waiting: null,
    },
    { first: true, last: true },
  );

function gone({ t, visit }: View): TemplateResult {
  const unsent = visit.state.is === 'talking' ? visit.state.engine.state.outbox : [];
  return html`<div class="gone" role="alert">
    <h3>${t.goneTitle}</h3>
    <p>${t.gone}</p>
    ${
      unsent.length > 0
        ? html`<p>${t.unsent}</p>
            ${unsent.map(({ text }) => html`<p class="bubble" dir="auto">${text}</p>`)}`
        : nothing
    }
  </div>`;
}
