/** MSG-12: a file in the log, of the transcript or on its way. */
import type { FileSize, FileView } from '@parlour/shared/model/file.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { apiBase } from '@parlour/shared/protocol/define.js';
import { readFile } from '@parlour/shared/protocol/file.js';
import type { ConversationEngine } from '@parlour/widget/conversation/engine.js';
import type { OutboxEntry } from '@parlour/widget/conversation/outbox.js';
import { Sending, sizeInWords } from '@parlour/widget/files/sending.js';
import { css, html, nothing, type TemplateResult } from 'lit';
import { fileTexts } from './file-texts.js';

/** Of a picture in the log, in CSS pixels. */
const longestSide = 260;

const addressOf = (conversation: ConversationId, { id }: FileView, size: FileSize): string =>
  `${apiBase}${readFile.http![1].replace(':conversation', conversation).replace(':file', id).replace(':size', size)}`;

export function fileItem(conversation: ConversationId, file: FileView): TemplateResult {
  const { name, size } = file;
  const whole = addressOf(conversation, file, 'whole');
  return html`<div class="bubble file">
    ${file.picture ? picture(file, addressOf(conversation, file, 'thumbnail'), whole) : nothing}
    <p>
      <bdi>${name}</bdi> <span class="soft small">${sizeInWords(size, navigator.language)}</span>
      <a href=${whole} download=${name} aria-label=${fileTexts.save(name)}>${fileTexts.saveShort}</a>
    </p>
  </div>`;
}

function picture({ name, picture: whole }: FileView, thumbnail: string, address: string): TemplateResult {
  const { width, height } = whole!;
  const scale = Math.min(1, longestSide / Math.max(width, height));
  return html`<a href=${address} target="_blank" rel="noopener noreferrer" title=${fileTexts.show(name)}
    ><img
      src=${thumbnail}
      alt=${name}
      width=${Math.max(1, Math.round(width * scale))}
      height=${Math.max(1, Math.round(height * scale))}
      loading="lazy"
  /></a>`;
}

/** One on its way: how far it is, and the way to stop it; where it was refused, why. */
export function fileLeaving(
  { clientId, file, status }: OutboxEntry,
  engine: ConversationEngine,
): TemplateResult | typeof nothing {
  if (!(file instanceof Sending)) return nothing;
  const share = status.is === 'sending' ? Math.round((status.share ?? 0) * 100) : 0;
  const cancel = (): void => {
    engine.discard(clientId);
    file.cancel();
  };
  const errors: Readonly<Record<string, string>> = fileTexts.errors;
  return html`<div class="bubble file">
    <p>
      <bdi>${file.name}</bdi>
      <span class="soft small">${sizeInWords(file.blob.size, navigator.language)}</span>
    </p>
    ${
      status.is === 'failed'
        ? html`<p>${errors[status.error.code] ?? nothing}</p>`
        : html`<p class="going">
            <progress max="100" value=${share} aria-label=${fileTexts.sending(file.name)}></progress>
            <button class="link" type="button" @click=${cancel}>${fileTexts.cancel}</button>
          </p>`
    }
  </div>`;
}

export const fileStyles = css`
  .file {
    white-space: normal;
  }
  .file p {
    overflow-wrap: anywhere;
  }
  .file img {
    display: block;
    max-inline-size: 100%;
    block-size: auto;
    margin-block-end: var(--space-2);
    border-radius: var(--radius);
    background: var(--line);
  }
  .file a {
    color: inherit;
  }
  .file .going {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    margin-block-start: var(--space-1);
  }
  .file progress {
    flex: 1;
    min-inline-size: 120px;
    block-size: 6px;
    accent-color: var(--accent);
  }
`;
