import { resumeAccess } from '@parlour/shared/protocol/access-code.js';
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { LaterTexts } from '../../locales/load-later-texts.js';
import { failureOf, type Failure } from '../../visit/visit-state.js';
import type { Visit } from '../../visit/visit.js';
import { failureInWords } from '../failure.js';
import type { LaterView } from '../later.js';
import type { View } from '../view.js';
import { fieldStyles } from './fields.styles.js';
import { wear } from './wear.js';

const dress = wear(fieldStyles);
/** How the last try stands, while the page is there. The code is in no memory but the field's. */
const standings = new WeakMap<Visit, 'looking' | { readonly failed: Failure }>();

/** WID-15: a conversation that was begun elsewhere goes on here, by its code. */
export const resume: LaterView = (view, l) => {
  const { t, visit, device, redraw } = view;
  const standing = standings.get(visit);
  const failed = standing && standing !== 'looking' ? standing.failed : null;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void goOn(view, event.target as HTMLFormElement);
  };
  return html`<form class="ask" @submit=${submit} ${ref(dress)}>
    <h3>${t.haveCode}</h3>
    <p id="resume-means">${l.resumeMeans}</p>
    <div class="field">
      <label for="resume-code">${l.resumeCode}</label>
      <input
        id="resume-code"
        name="code"
        required
        maxlength="60"
        dir="ltr"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        enterkeyhint="go"
        @input=${() => failed && standings.delete(visit) && redraw()}
        aria-invalid=${failed ? 'true' : nothing}
        aria-describedby=${failed ? 'resume-failed' : 'resume-means'}
      />
    </div>
    ${failed ? html`<p role="alert" id="resume-failed">${inWords(failed, view, l)}</p>` : nothing}
    ${device.isOpen ? keeping(t.purposes.device_storage.name, l.resumeKeep) : nothing}
    <div class="row">
      <button class="button" aria-disabled=${standing === 'looking'}>${l.resumeGo}</button>
      <span role="status">${standing === 'looking' ? l.resumeLooking : nothing}</span>
    </div>
  </form>`;
};

/** CON-1: asked for this device, unticked, whatever was agreed to on another. */
const keeping = (name: string, means: string): TemplateResult =>
  html`<div class="choice">
    <input type="checkbox" id="resume-keep" name="keep" aria-describedby="resume-keep-means" />
    <label for="resume-keep">${name}</label>
    <p id="resume-keep-means">${means}</p>
  </div>`;

/** Where what a code had opened was closed from elsewhere. */
export const ended: LaterView = (_view, l) => html`<p role="alert">${l.resumeEnded}</p>`;

async function goOn(view: View, form: HTMLFormElement): Promise<void> {
  const { visit, redraw, toggle } = view;
  if (!visit.connection || standings.get(visit) === 'looking') return;
  const fields = new FormData(form);
  standings.set(visit, 'looking');
  redraw();
  try {
    // As it was read out or copied: how it is grouped does not matter.
    const code = (fields.get('code') as string).replace(/[^0-9a-z]/gi, '').slice(0, 40);
    const { token } = await visit.connection.call(resumeAccess, { code });
    standings.delete(visit);
    const keep = fields.has('keep');
    visit.goOn(token, !keep);
    if (keep) keepHere(visit);
    toggle(null);
  } catch (reason) {
    standings.set(visit, { failed: failureOf(reason) });
    redraw();
    form.querySelector<HTMLInputElement>('#resume-code')?.focus();
  }
}

/** WID-3: what was not agreed to before is agreed to now, as soon as there is a conversation to say it of. */
function keepHere(visit: Visit): void {
  const stop = visit.subscribe(() => {
    const { state } = visit;
    const conversation = state.is === 'talking' ? state.engine.state.conversation : null;
    // Somebody else may be here by then: it was not they who agreed.
    if (conversation || (state.is !== 'arriving' && state.is !== 'talking')) stop();
    if (conversation && !conversation.consent.device_storage) void visit.decide('device_storage', true);
  });
}

function inWords(failure: Failure, { t }: View, l: LaterTexts): string {
  if (failure === 'lost') return l.resumeLost;
  const isWrong = failure.code === 'wrong_resume_code' || failure.code === 'invalid_input';
  return isWrong ? l.resumeWrong : failureInWords(failure, t);
}
