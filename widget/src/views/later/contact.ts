/**
 * An address for the answer (CNV-4) or for news (OPT-1): asked apart from all else, each unticked. What is written before
 * the first message is left as soon as there is a conversation to leave it with.
 */
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { decideConsent } from '@parlour/shared/protocol/conversation.js';
import { giveContact, type ContactPurpose } from '@parlour/shared/protocol/contact.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { LaterTexts } from '../../locales/load-later-texts.js';
import type { Visit } from '../../visit/visit.js';
import type { Failure } from '../../visit/visit-state.js';
import { failureInWords } from '../failure.js';
import type { View } from '../view.js';

interface Address {
  email: string;
  readonly purposes: Set<ContactPurpose>;
  state: 'open' | 'leaving' | 'left';
  failure: Failure | null;
}

const addresses = new WeakMap<Visit, Address>();

/** What is written of it, on this page. */
export function addressOf(view: View): Address {
  const { visit } = view;
  const known = addresses.get(visit);
  if (known) return known;
  const address: Address = { email: '', purposes: new Set(), state: 'open', failure: null };
  addresses.set(visit, address);
  let waits = visit.state.is !== 'talking';
  visit.subscribe(() => {
    if (!waits || conversationOf(view) === null) return;
    waits = false;
    if (isComplete(address)) void leave(view, address);
  });
  return address;
}

const isComplete = ({ email, purposes, state }: Address): boolean =>
  state === 'open' && purposes.size > 0 && /^\S+@\S+$/.test(email.trim());

const conversationOf = ({ visit }: View): ConversationId | null =>
  visit.state.is === 'talking' ? (visit.state.engine.state.conversation?.id ?? null) : null;

async function leave(view: View, address: Address): Promise<void> {
  const { visit, locale, redraw } = view;
  const conversation = conversationOf(view);
  if (!conversation || !('welcome' in visit.state)) return;
  const { sha256 } = visit.state.welcome.notice;
  const decisions = (visit.state.welcome.asksMarketing ? asked : asked.slice(0, 1)).map((purpose) => ({
    purpose,
    state: address.purposes.has(purpose) ? ('given' as const) : ('refused' as const),
  }));
  address.state = 'leaving';
  redraw();
  const input = { conversation, notice: sha256, locale, email: address.email.trim(), decisions };
  do {
    address.failure = await visit.ask(giveContact, input);
    // A connection that is over loses each call at once: the page has its turn before it is asked again.
    await new Promise((next) => setTimeout(next));
  } while (
    // Without a connection it waits for one, as messages do.
    address.failure === 'lost' &&
    visit.state.is === 'talking' &&
    conversationOf(view) === conversation
  );
  address.state = address.failure ? 'open' : 'left';
  redraw();
}

/** CON-4: what was left is taken back. */
export async function takeBack(view: View, purposes: readonly ContactPurpose[]): Promise<Failure | null> {
  const { visit, locale } = view;
  const conversation = conversationOf(view);
  if (!conversation || !('welcome' in visit.state)) return null;
  const decisions = purposes.map((purpose) => ({ purpose, state: 'refused' as const }));
  const notice = visit.state.welcome.notice.sha256;
  const failure = await visit.ask(decideConsent, { conversation, notice, locale, decisions });
  if (!failure) addresses.delete(visit);
  return failure;
}

const asked = ['contact_followup', 'marketing'] as const satisfies readonly ContactPurpose[];

/** The fields; before a conversation they are only written down, in one they have a button of their own. */
export function addressForm(view: View, l: LaterTexts): TemplateResult | typeof nothing {
  const { t, visit, redraw } = view;
  if (!('welcome' in visit.state) || !visit.state.welcome.mail) return nothing;
  const address = addressOf(view);
  if (address.state === 'left')
    return html`<p role="status">${l.addressLeft(address.email.trim())}</p>
      <div class="row">
        <button
          class="button plain"
          @click=${() => view.attempt(takeBack(view, [...address.purposes])).then(redraw)}
        >
          ${l.takeBack}
        </button>
      </div>`;
  const inside = html`<h4>${l.mailTitle}</h4>
    <p class="soft">${l.mailMeans}</p>
    ${asked.map((purpose) =>
      purpose === 'marketing' && !('welcome' in visit.state && visit.state.welcome.asksMarketing)
        ? nothing
        : tick(view, l, address, purpose),
    )}
    <div class="field">
      <label for="contact-email">${l.email}</label>
      <input
        id="contact-email"
        type="email"
        autocomplete="email"
        maxlength="254"
        dir="ltr"
        .value=${address.email}
        @input=${({ target }: Event) => (address.email = (target as HTMLInputElement).value)}
      />
    </div>
    ${address.failure ? html`<p role="alert">${failureInWords(address.failure, t)}</p>` : nothing}`;
  if (visit.state.is !== 'talking') return inside;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (isComplete(address)) void leave(view, address);
    else (event.target as HTMLElement).querySelector('input')?.focus();
  };
  return html`<form @submit=${submit}>
    ${inside}
    <div class="row">
      <button class="button" aria-disabled=${address.state === 'leaving'}>${l.leaveAddress}</button>
      ${address.state === 'leaving' ? html`<span role="status">${t.status.sending}</span>` : nothing}
    </div>
  </form>`;
}

function tick(
  { redraw }: View,
  l: LaterTexts,
  { purposes }: Address,
  purpose: ContactPurpose,
): TemplateResult {
  const { name, means } = l.contactPurposes[purpose];
  const change = ({ target }: Event): void => {
    if ((target as HTMLInputElement).checked) purposes.add(purpose);
    else purposes.delete(purpose);
    redraw();
  };
  return html`<div class="choice">
    <input
      type="checkbox"
      id=${purpose}
      aria-describedby="${purpose}-means"
      .checked=${purposes.has(purpose)}
      @change=${change}
    />
    <label for=${purpose}>${name}</label>
    <p id="${purpose}-means">${means}</p>
  </div>`;
}
