import { html, nothing, type TemplateResult } from 'lit';
import type { MessageView } from '@parlour/shared/model/conversation.js';
import type { FileView } from '@parlour/shared/model/file.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import type { KeptConversation, OwnData } from '@parlour/shared/protocol/privacy.js';
import { textLimits } from '@parlour/shared/rules/text.js';
import { sizeInWords } from '@parlour/widget/files/sending.js';
import { exactly, longDate, moment } from '../../ui/format.js';
import { reportForm, type Report } from './report-form.js';
import { mailDoorTexts } from './mail-door-texts.js';
import { texts } from './texts.js';

interface Doing {
  readonly call: Call;
  readonly notice: OwnData['notice'];
  /** The transcript, where it is unfolded. */
  readonly messages: readonly MessageView[] | null;
  readonly read: () => void;
  readonly erase: () => void;
  readonly correct: (seq: number, text: string) => Promise<void>;
  readonly saveFile: (file: FileView) => Promise<void>;
  readonly report: Report;
}

/** One conversation: until when and why, who has looked, and what can be done with it. */
export function conversationCard(
  kept: KeptConversation,
  { call, notice, messages, read, erase, correct, saveFile, report }: Doing,
): TemplateResult {
  const { startedAt, state, expiry, viewers } = kept;
  const title = texts.conversation(longDate(startedAt));
  return html`<section class="card" aria-label=${title}>
    <h2>${title}</h2>
    <p class="soft small">${texts.states[state]} · ${texts.messages(kept.messages)}</p>
    <details>
      <summary>
        <strong title=${exactly(expiry.at)}>${texts.deletedOn(longDate(expiry.at))}</strong> ${texts.why}
      </summary>
      <ul class="reasons">
        ${texts.explain(expiry.reasons).map((reason) => html`<li>${reason}</li>`)}
        ${kept.keeps.map(
          ({ basis, fields, keep, whole }) =>
            html`<li dir="auto">
              ${whole ? texts.keptWhole(texts.keptFor(keep), basis) : texts.keeps(texts.keptFields(fields), texts.keptFor(keep), basis)}
            </li>`,
        )}
      </ul>
    </details>
    ${kept.rating ? html`<p>${texts.rated(kept.rating.score)} <q dir="auto" ?hidden=${kept.rating.comment === ''}>${kept.rating.comment}</q></p>` : nothing}
    <div>
      <h3>${texts.viewers}</h3>
      ${
        viewers.length === 0
          ? html`<p class="soft">${texts.nobody}</p>`
          : html`<ul>
              ${viewers.map(
                ({ name, firstAt, lastAt, byMail }) =>
                  html`<li>
                    ${byMail ? mailDoorTexts.viewed(moment(firstAt), moment(lastAt)) : texts.viewed(name, moment(firstAt), moment(lastAt))}
                  </li>`,
              )}
            </ul>`
      }
    </div>
    <div class="row">
      <button class="button" type="button" aria-expanded=${messages !== null} @click=${read}>
        ${messages === null ? texts.read : texts.hide}
      </button>
      <button class="button" type="button" @click=${erase}>${texts.erase}</button>
    </div>
    <consumer-own-words .call=${call} .kept=${kept} .notice=${notice}></consumer-own-words>
    <consumer-transcript-copy .call=${call} .conversation=${kept.id}></consumer-transcript-copy>
    ${reportForm(report)}
    ${
      messages === null
        ? nothing
        : html`<ol class="transcript">
            ${messages.map((message) => line(message, { correct, saveFile }))}
          </ol>`
    }
  </section>`;
}

function line(
  message: MessageView,
  { correct, saveFile }: Pick<Doing, 'correct' | 'saveFile'>,
): TemplateResult | typeof nothing {
  if (message.kind === 'file') return fileLine(message, saveFile);
  if (message.kind !== 'text') return nothing;
  const { sender, text, at, seq, corrects } = message;
  return html`<li>
    <span class="soft small">${sender.role === 'agent' ? sender.name : texts.you} · ${moment(at)}</span>
    <span dir="auto">${text}</span>
    ${corrects === undefined ? correctionForm(seq, correct) : html`<span class="soft small">${texts.corrects}</span>`}
  </li>`;
}

const fileLine = (
  { sender, file, at }: Extract<MessageView, { kind: 'file' }>,
  saveFile: Doing['saveFile'],
): TemplateResult =>
  html`<li>
    <span class="soft small">${sender.role === 'agent' ? sender.name : texts.you} · ${moment(at)}</span>
    <span
      ><bdi>${file.name}</bdi>
      <span class="soft small">${sizeInWords(file.size, navigator.language)}</span></span
    >
    <button
      class="link"
      type="button"
      aria-label=${texts.saveFile(file.name)}
      @click=${() => void saveFile(file)}
    >
      ${texts.save}
    </button>
  </li>`;

const correctionForm = (seq: number, correct: Doing['correct']): TemplateResult =>
  html`<details>
    <summary class="small">${texts.correct}</summary>
    <form
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        void correct(seq, new FormData(event.target as HTMLFormElement).get('text') as string);
      }}
    >
      <label
        >${texts.correction}
        <textarea name="text" rows="2" required maxlength=${textLimits.maxLength} dir="auto"></textarea>
      </label>
      <button class="button" type="submit">${texts.correctSave}</button>
    </form>
  </details>`;
