import { html, nothing, type TemplateResult } from 'lit';
import { minimiseIcon } from './icons.js';
import type { View } from './view.js';

/** Whose chat it is, who is there, and the way out. */
export function header(view: View): TemplateResult {
  const { t, visit, minimise, toggle, sheet } = view;
  const { state } = visit;
  const merchant = 'welcome' in state ? state.welcome.merchant.name : t.chat;
  const conversation = state.is === 'talking' ? state.engine.state.conversation : null;
  const canEnd =
    conversation && conversation.state !== 'closed' && state.is === 'talking' && !state.engine.state.gone;
  const { words, here } = presenceOf(view);
  return html`<header part="header">
    ${view.face?.(view)}
    <div class="who">
      <h2><bdi>${merchant}</bdi></h2>
      <p class="presence" ?data-here=${here}>${words}</p>
    </div>
    ${
      canEnd
        ? html`<button
            class="link soft"
            data-sheet="end"
            aria-expanded=${sheet === 'end'}
            @click=${() => toggle('end')}
          >
            ${t.end}
          </button>`
        : nothing
    }
    <button class="icon" title=${t.minimise} aria-label=${t.minimise} @click=${minimise}>
      ${minimiseIcon}
    </button>
  </header>`;
}

function presenceOf({ t, visit, now, nameOf }: View): { words: string; here: boolean } {
  const { state } = visit;
  if (!('welcome' in state)) return { words: '', here: false };
  const conversation =
    state.is === 'talking' && !state.engine.state.gone ? state.engine.state.conversation : null;
  if (conversation?.state === 'closed') return { words: t.ended, here: false };
  const here = !visit.isAway(now);
  if (!here) return { words: t.nobodyHere, here };
  if (conversation?.agent) return { words: t.agentHere(nameOf(conversation.agent.name)), here };
  const place = state.is === 'talking' ? state.engine.state.place : null;
  const waits = place === null ? t.inQueue : t.placeInQueue(place);
  return { words: conversation ? waits : t.someoneHere, here };
}
