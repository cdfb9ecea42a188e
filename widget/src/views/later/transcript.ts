import { mailTranscript, readTranscript } from '@parlour/shared/protocol/disclosure.js';
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { LaterTexts } from '../../locales/load-later-texts.js';
import type { Visit } from '../../visit/visit.js';
import type { View } from '../view.js';
import { fieldStyles } from './fields.styles.js';
import { wear } from './wear.js';

type Outcome = 'sent' | 'no_mail' | 'not_saved' | null;

const dress = wear(fieldStyles);
/** How the last step went, while the page is there. The address is in no memory but the field's. */
const outcomes = new WeakMap<Visit, Outcome>();

/** The transcript to take along: as a file, or by one mail to an address that is given for it and not kept (DIS-1). */
export function transcript(view: View, l: LaterTexts): TemplateResult | typeof nothing {
  const { visit, redraw } = view;
  const conversation = visit.state.is === 'talking' ? visit.state.engine.state.conversation : null;
  if (!conversation || conversation.head === 0) return nothing;
  const { id } = conversation;
  const say = (outcome: Outcome): void => {
    outcomes.set(visit, outcome);
    redraw();
  };
  const save = async (): Promise<void> => {
    say(null);
    const file = await visit.read(readTranscript, { conversation: id });
    if (file) download(file.name, file.text);
    else say('not_saved');
  };
  const mail = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    say(null);
    const form = event.target as HTMLFormElement;
    const to = (new FormData(form).get('to') as string).trim();
    const failure = await visit.ask(mailTranscript, { conversation: id, to });
    if (failure === null) form.reset();
    const cannot = failure !== null && failure !== 'lost' && failure.code === 'mail_not_set_up';
    await view.attempt(Promise.resolve(cannot ? null : failure));
    say(failure === null ? 'sent' : cannot ? 'no_mail' : null);
  };
  const outcome = outcomes.get(visit) ?? null;
  return html`<div class="ask" ${ref(dress)}>
    <h3>${l.transcriptTitle}</h3>
    <div class="row"><button class="button plain" @click=${save}>${l.transcriptSave}</button></div>
    <form @submit=${mail}>
      <div class="field">
        <label for="transcript-to">${l.email}</label>
        <input
          id="transcript-to"
          name="to"
          type="email"
          required
          maxlength="254"
          autocomplete="email"
          aria-describedby="transcript-means"
        />
      </div>
      <p class="soft" id="transcript-means">${l.transcriptMeans}</p>
      <div class="row"><button class="button plain">${l.transcriptMail}</button></div>
    </form>
    <p role="status">${outcome ? l.transcriptOutcomes[outcome] : nothing}</p>
  </div>`;
}

function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
