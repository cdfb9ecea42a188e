import type { Welcome } from '@parlour/shared/protocol/conversation.js';
import { html, nothing, type TemplateResult } from 'lit';
import { composer } from './composer.js';
import { connectionLine } from './connection-line.js';
import { consentCard } from './consent.js';
import { failureInWords } from './failure.js';
import { header } from './header.js';
import { later } from './later.js';
import { promiseLine } from './promise.js';
import type { View } from './view.js';

const coming = later(() => import('./later/coming.js').then((module) => module.coming));

const sheets = later(() => import('./later/sheets.js').then((module) => module.sheets));

const offline = later(() => import('./later/offline.js').then((module) => module.offline));

const ended = later(() => import('./later/resume.js').then((module) => module.ended));

const preChat = later(() => import('./later/pre-chat.js').then((module) => module.preChat));

const talk = later(() => import('./talk.js').then((module) => module.talk));

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
    ${'welcome' in state && state.welcome.coming.length > 0 ? coming(view) : nothing} ${connectionLine(view)}
    ${
      state.is === 'choosing' && state.failure
        ? html`<p class="line" role="alert">${failureInWords(state.failure, t)}</p>`
        : nothing
    }
    ${sheet ? openSheet(view) : nothing} ${promiseLine(view)} ${foot(view)}
  </section>`;
}

function body(view: View): TemplateResult {
  const { t, visit } = view;
  const { state } = visit;
  // Whoever writes, or comes back, is about to see what is said.
  if (view.draft || visit.device.token) talk.prepare(view);
  switch (state.is) {
    case 'away':
    case 'arriving':
      return ghosts;
    case 'refused':
      return html`<p role="alert">${t.cannotOpen}</p>`;
    case 'choosing':
      // All of it at once: nothing moves under the eyes of whoever reads it already.
      if (!isReady(view, state.welcome)) return ghosts;
      return html`<p class="bubble greeting" dir="auto">${state.welcome.greeting}</p>
        ${visit.wasEnded ? ended(view) : nothing} ${visit.isAway(view.now) ? offline(view) : nothing}
        ${state.welcome.preChat.length > 0 ? preChat(view) : nothing}
        ${consentCard(view, state.welcome.notice, state.stale)}`;
    case 'starting':
    case 'talking':
      return talk(view);
  }
}

const ghosts = html`<div class="ghost"></div>
  <div class="ghost mine"></div>
  <div class="ghost"></div>`;

/** Whether what is shown above the choices is here. */
function isReady(view: View, { preChat: asked }: Welcome): boolean {
  const { visit, now } = view;
  const needed = [visit.wasEnded && ended, visit.isAway(now) && offline, asked.length > 0 && preChat];
  return needed.map((one) => !one || one.prepare(view)).every(Boolean);
}

/** Where one writes; or, when it has ended, how to begin again. */
function foot(view: View): TemplateResult | typeof nothing {
  const { t, visit, startOver } = view;
  const { state } = visit;
  if (state.is === 'refused') return nothing;
  // One can write at once; sending waits for what is asked before.
  if (state.is !== 'talking') return composer(view);
  const { gone: isGone, conversation } = state.engine.state;
  if (!isGone && conversation?.state !== 'closed') return composer(view);
  return html`<div class="line row">
    ${isGone ? nothing : t.closed} <button class="button" @click=${startOver}>${t.startNew}</button>
  </div>`;
}

function openSheet(view: View): TemplateResult {
  const { t, sheet } = view;
  const names = { why: t.whyTitle, data: t.yourData, end: t.end, code: t.haveCode };
  return html`<div class="sheet" role="region" tabindex="0" aria-label=${sheet ? names[sheet] : nothing}>
    ${sheets(view)}
  </div>`;
}
