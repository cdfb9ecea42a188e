import { correctProfile, readProfile, type Profile } from '@parlour/shared/protocol/contact.js';
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { LaterTexts } from '../../locales/load-later-texts.js';
import type { Visit } from '../../visit/visit.js';
import type { View } from '../view.js';
import { takeBack } from './contact.js';
import { fieldStyles } from './fields.styles.js';
import { wear } from './wear.js';

const dress = wear(fieldStyles);
const known = new WeakMap<Visit, { revision: number; profile: Profile | null }>();

/** REQ-4: what was said of oneself, to be put right; the address that was left, to be taken back. */
export function profile(view: View, l: LaterTexts): TemplateResult | typeof nothing {
  const { visit, redraw } = view;
  const conversation = visit.state.is === 'talking' ? visit.state.engine.state.conversation : null;
  if (!conversation) return nothing;
  const { id, revision } = conversation;
  const seen = known.get(visit);
  if (seen?.revision !== revision) {
    known.set(visit, { revision, profile: seen?.profile ?? null });
    void visit.read(readProfile, { conversation: id }).then((read) => {
      if (read) known.set(visit, { revision, profile: read });
      redraw();
    });
  }
  const { fields, contact } = seen?.profile ?? { fields: [], contact: null };
  if (fields.length === 0 && !contact) return nothing;
  const correct = (event: SubmitEvent, field: string): void => {
    event.preventDefault();
    const value = new FormData(event.target as HTMLFormElement).get('value') as string;
    void view.attempt(visit.ask(correctProfile, { conversation: id, field, value }));
  };
  return html`<div class="ask" ${ref(dress)}>
    <h3>${l.profileTitle}</h3>
    ${fields.map(
      (field) =>
        html`<form @submit=${(event: SubmitEvent) => correct(event, field.id)}>
          <div class="field">
            <label for="own-${field.id}" dir="auto">${field.label}</label>
            <input id="own-${field.id}" name="value" maxlength="500" dir="auto" .value=${field.value} />
          </div>
          <div class="row"><button class="button plain">${l.putRight}</button></div>
        </form>`,
    )}
    ${
      contact
        ? html`<p>${l.addressLeft(contact.email)}</p>
            <ul>
              ${contact.purposes.map((purpose) => html`<li>${l.contactPurposes[purpose].name}</li>`)}
            </ul>
            <div class="row">
              <button class="button plain" @click=${() => view.attempt(takeBack(view, contact.purposes))}>
                ${l.takeBack}
              </button>
            </div>`
        : nothing
    }
  </div>`;
}
