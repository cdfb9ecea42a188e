import { canBeRated } from '@parlour/shared/rules/rating.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { ConversationState } from '../conversation/state.js';
import { entryView } from './message.js';
import { composer } from './composer.js';
import { connectionLine } from './connection-line.js';
import { consentCard } from './consent.js';
import { failureInWords } from './failure.js';
import { header } from './header.js';
import { later } from './later.js';
import { log } from './log.js';
import { promiseLine } from './promise.js';
import type { View } from './view.js';

const sheets = later(() => import('./later/sheets.js').then((module) => module.sheets));

const rating = later(() => import('./later/rating.js').then((module) => module.rating));

/** The whole of the opened chat. */
export function panel(view: View): TemplateResult {
  const { t, visit, locale, sheet, minimise, toggle } = view;
  const { state } = visit;
  const merchant = 'welcome' in state ? state.welcome.merchant.name : null;
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    if (sheet) toggle(null);
    else minimise();
  };
  return html`<section
    class="panel"
    part="panel"
    role="dialog"
    aria-label=${merchant ? t.chatWith(merchant) : t.chat}
    lang=${locale}
    dir=${t.direction}
    @keydown=${onKey}
  >
    ${header(view)}
    <div class="body" part="log" tabindex="0" aria-label=${t.conversation} role="region">${body(view)}</div>
    ${connectionLine(view)} ${sheet ? openSheet(view) : nothing} ${promiseLine(view)} ${foot(view)}
  </section>`;
}

function body(view: View): TemplateResult {
  const { t, visit } = view;
  const { state } = visit;
  switch (state.is) {
    case 'away':
    case 'arriving':
      return html`<div class="ghost"></div>
        <div class="ghost mine"></div>
        <div class="ghost"></div>`;
    case 'refused':
      return html`<p role="alert">${t.cannotOpen}</p>`;
    case 'choosing':
      return html`<p class="bubble greeting" dir="auto">${state.welcome.greeting}</p>
        ${consentCard(view, state.welcome.notice, state.stale)}
        ${state.failure ? html`<p role="alert">${failureInWords(state.failure, t)}</p>` : nothing}`;
    case 'starting':
      return html`<p class="bubble greeting" dir="auto">${state.welcome.greeting}</p>
        <div role="log" aria-label=${t.conversation}>${firstMessage(view, state.text)}</div>`;
    case 'talking':
      return state.engine.state.gone ? gone(view) : talk(view, state.engine.state);
  }
}

/** CNV-5: when it has ended, how it was is asked below it. */
const talk = (view: View, state: ConversationState): TemplateResult =>
  html`${log(view, state)}
  ${state.conversation && canBeRated(state.conversation, view.now) ? rating(view) : nothing}`;

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

/** Where one writes; or, when it has ended, how to begin again. */
function foot(view: View): TemplateResult | typeof nothing {
  const { t, visit, startOver } = view;
  const { state } = visit;
  if (state.is === 'choosing' || state.is === 'starting') return composer(view);
  if (state.is !== 'talking') return nothing;
  const { gone: isGone, conversation } = state.engine.state;
  if (!isGone && conversation?.state !== 'closed') return composer(view);
  return html`<div class="line row">
    ${isGone ? nothing : t.closed} <button class="button" @click=${startOver}>${t.startNew}</button>
  </div>`;
}

function openSheet(view: View): TemplateResult {
  const { t, sheet } = view;
  const names = { why: t.whyTitle, data: t.yourData, end: t.end };
  return html`<div class="sheet" role="region" tabindex="-1" aria-label=${sheet ? names[sheet] : nothing}>
    ${sheets(view)}
  </div>`;
}
