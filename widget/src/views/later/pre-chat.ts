import type { PreChatField } from '@parlour/shared/protocol/pre-chat.js';
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { LaterTexts } from '../../locales/load-later-texts.js';
import type { LaterView } from '../later.js';
import type { View } from '../view.js';
import { fieldStyles } from './fields.styles.js';
import { wear } from './wear.js';

const dress = wear(fieldStyles);

/** WID-12: what may be filled in before the first message, each with what it is for. */
export const preChat: LaterView = (view, l) => {
  const { state } = view.visit;
  if (state.is !== 'choosing') return html``;
  const { welcome, failure } = state;
  const isFree = welcome.preChat.every(({ required }) => !required);
  const isRefused = failure !== null && failure !== 'lost' && failure.code === 'invalid_input';
  return html`<div class="ask" role="group" aria-label=${l.preChatTitle} ${ref(dress)}>
    <h3>${l.preChatTitle}</h3>
    ${isFree ? html`<p>${l.preChatFree}</p>` : nothing}
    ${isRefused ? html`<p role="alert">${l.preChatNeeded}</p>` : nothing}
    ${welcome.preChat.map((field) => fieldView(view, l, field))}
  </div>`;
};

function fieldView({ visit }: View, l: LaterTexts, field: PreChatField): TemplateResult {
  const { id, label, purpose, required } = field;
  return html`<div class="field">
    <label for="pre-${id}" dir="auto">${label}${required ? ` (${l.needed})` : nothing}</label>
    ${input(visit, l, field)}
    <p id="pre-${id}-for" class="soft" dir="auto">${purpose}</p>
  </div>`;
}

const autocomplete = {
  name: 'name',
  email: 'email',
  order_number: 'off',
  text: 'off',
  choice: 'off',
} as const;

function input(
  visit: View['visit'],
  l: LaterTexts,
  { id, kind, options, required }: PreChatField,
): TemplateResult {
  const given = visit.answers.find(({ field }) => field === id)?.value ?? '';
  const change = ({ target }: Event): void => {
    const { value } = target as HTMLInputElement;
    const others = visit.answers.filter(({ field }) => field !== id);
    visit.answers = value === '' ? others : [...others, { field: id, value }];
  };
  if (kind === 'choice')
    return html`<select
      id="pre-${id}"
      aria-describedby="pre-${id}-for"
      aria-required=${required}
      @change=${change}
    >
      <option value="">${l.noAnswer}</option>
      ${options.map((option) => html`<option ?selected=${option === given}>${option}</option>`)}
    </select>`;
  return html`<input
    id="pre-${id}"
    type=${kind === 'email' ? 'email' : 'text'}
    autocomplete=${autocomplete[kind]}
    maxlength="500"
    dir="auto"
    aria-describedby="pre-${id}-for"
    aria-required=${required}
    .value=${given}
    @input=${change}
  />`;
}
