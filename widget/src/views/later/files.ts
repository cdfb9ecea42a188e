/** MSG-12 in the widget: a button, dropping and pasting; how far a file is; pictures in the log; saving. */
import { acceptedFiles, type FileSize, type FileView } from '@parlour/shared/model/file.js';
import { apiBase } from '@parlour/shared/protocol/define.js';
import { identityHeader, merchantHeader, siteHeader } from '@parlour/shared/protocol/events.js';
import { readFile, readFileLimits } from '@parlour/shared/protocol/file.js';
import { usualFileLimit } from '@parlour/shared/protocol/limits.js';
import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { ConversationEngine } from '../../conversation/engine.js';
import { isDataReduced } from '../../device/reduced-data.js';
import { randomId } from '../../conversation/random-id.js';
import { filesIn, Sending, sizeInWords } from '../../files/sending.js';
import type { LaterTexts } from '../../locales/load-later-texts.js';
import type { Visit } from '../../visit/visit.js';
import type { LaterView } from '../later.js';
import type { ShownFile, TextEntry } from '../message.js';
import type { View } from '../view.js';
import { introduce } from './face.js';
import { fileStyles } from './files.styles.js';
import { Pictures, type Picture } from './pictures.js';
import { wear } from './wear.js';

const dress = wear(fileStyles);

const clip = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path
    d="M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.7-8.7a3.3 3.3 0 0 1 4.7 4.7l-8.6 8.6a1.7 1.7 0 0 1-2.4-2.4l7.6-7.5"
  />
</svg>`;

/** Many at once are rather a slip of the hand than a wish. */
const mostAtOnce = 10;

interface Desk {
  readonly pictures: Pictures;
  limit: number;
  /** Which pictures were asked for, where none is fetched unasked. */
  readonly wanted: Set<string>;
  readonly saving: Map<string, 'saving' | 'failed'>;
  /** Stable, so that the listeners are put on once. */
  readonly hear: (element: Element | undefined) => void;
  view: View;
}

const desks = new WeakMap<Visit, Desk>();

function deskOf(view: View): Desk {
  const known = desks.get(view.visit);
  if (known) {
    known.view = view;
    return known;
  }
  const desk: Desk = {
    pictures: new Pictures(
      (file, size) => fetchFile(desk.view, file, size),
      () => desk.view.redraw(),
    ),
    limit: usualFileLimit,
    wanted: new Set(),
    saving: new Map(),
    hear: (element) => hear(element, (files) => send(desk, files)),
    view,
  };
  desks.set(view.visit, desk);
  const limits = view.visit.connection?.call(readFileLimits, {});
  limits?.then(({ bytes }) => (desk.limit = bytes)).catch(() => {});
  return desk;
}

const engineOf = ({ visit }: View): ConversationEngine | null =>
  visit.state.is === 'talking' ? visit.state.engine : null;

function send(desk: Desk, files: readonly File[]): void {
  const { visit, server } = desk.view;
  const engine = engineOf(desk.view);
  const conversation = engine?.state.conversation;
  if (!engine || !conversation || conversation.state === 'closed') return;
  for (const file of files.slice(0, mostAtOnce)) {
    const clientId = randomId(16);
    const headers = () => headersOf(visit);
    const { limit } = desk;
    engine.sendFile(
      new Sending(file, { url: server, headers, conversation: conversation.id, clientId, limit }),
      clientId,
    );
  }
}

function headersOf({ credentials }: Visit): Record<string, string> {
  const { site, merchant, token, identity } = credentials;
  return {
    [siteHeader]: site,
    [merchantHeader]: merchant,
    ...(token && { authorization: `Bearer ${token}` }),
    ...(identity && { [identityHeader]: identity }),
  };
}

async function fetchFile({ visit, server }: View, file: FileView, size: FileSize): Promise<Blob> {
  const state = visit.state.is === 'talking' ? visit.state.engine.state : null;
  const conversation = state?.conversation?.id ?? '';
  const path = readFile
    .http![1].replace(':conversation', conversation)
    .replace(':file', file.id)
    .replace(':size', size);
  const answer = await fetch(`${server}${apiBase}${path}`, { headers: headersOf(visit), cache: 'no-store' });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.blob();
}

/** Files that are dropped anywhere on the chat, or pasted into it. */
function hear(element: Element | undefined, take: (files: File[]) => void): void {
  const panel = element?.closest<HTMLElement>('.panel');
  if (!panel || panel.dataset['files']) return;
  panel.dataset['files'] = 'heard';
  const isOver = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
  panel.addEventListener('dragover', (event) => {
    if (!isOver(event)) return;
    event.preventDefault();
    panel.classList.add('drop');
  });
  panel.addEventListener('dragleave', ({ relatedTarget }) => {
    if (!panel.contains(relatedTarget as Node | null)) panel.classList.remove('drop');
  });
  panel.addEventListener('drop', (event) => {
    panel.classList.remove('drop');
    if (!isOver(event)) return;
    event.preventDefault();
    take(filesIn(event.dataTransfer));
  });
  panel.addEventListener('paste', (event) => {
    const files = filesIn(event.clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    take(files);
  });
}

/** The button beside the composer. */
export const attach: LaterView = (view, l) => {
  introduce(view);
  const desk = deskOf(view);
  const choose = ({ currentTarget }: Event): void =>
    (currentTarget as HTMLElement).parentElement?.querySelector('input')?.click();
  const chosen = ({ target }: Event): void => {
    const input = target as HTMLInputElement;
    send(desk, [...(input.files ?? [])]);
    input.value = '';
  };
  return html`<div class="attach" ${ref(dress)}>
    <input type="file" multiple hidden accept=${acceptedFiles} @change=${chosen} ${ref(desk.hear)} />
    <button class="icon" type="button" title=${l.attach} aria-label=${l.attach} @click=${choose}>
      ${clip}
    </button>
  </div>`;
};

/** A file in the log: of the transcript, or on its way. */
export const fileBubble: LaterView<[TextEntry, ShownFile]> = (view, l, entry, file) => {
  const desk = deskOf(view);
  return html`<div class="bubble file" part="message" ${ref(dress)}>
    ${'id' in file ? stored(desk, l, file) : leaving(desk, l, entry, file as Sending)}
  </div>`;
};

function stored(desk: Desk, l: LaterTexts, file: FileView): TemplateResult {
  const { locale, t } = desk.view;
  const state = desk.saving.get(file.id);
  return html`${file.picture ? pictureOf(desk, l, file) : nothing}
    <p>
      <button class="link" @click=${() => void save(desk, file)} aria-label=${l.saveFile(file.name)}>
        <bdi>${file.name}</bdi>
      </button>
      <span class="soft">${sizeInWords(file.size, locale)}</span>
    </p>
    ${state === 'saving' ? html`<p class="soft" role="status">${t.connecting}</p>` : nothing}
    ${state === 'failed' ? html`<p role="alert">${l.fileNotFetched}</p>` : nothing}`;
}

function pictureOf(desk: Desk, l: LaterTexts, file: FileView): TemplateResult | typeof nothing {
  if (!isDataReduced() || desk.wanted.has(file.id)) {
    const picture = desk.pictures.of(file);
    return picture ? drawing(picture, file.name) : nothing;
  }
  const show = (): void => {
    desk.wanted.add(file.id);
    desk.view.redraw();
  };
  return html`<p>
    <button class="link" @click=${show} aria-label="${l.showPicture}: ${file.name}">${l.showPicture}</button>
  </p>`;
}

const drawing = ({ put, width, height }: Picture, name: string): TemplateResult =>
  html`<canvas role="img" aria-label=${name} width=${width} height=${height} ${ref(put)}></canvas>`;

function leaving(desk: Desk, l: LaterTexts, { key, waiting }: TextEntry, file: Sending): TemplateResult {
  const status = waiting?.status;
  const share = status?.is === 'sending' ? Math.round((status.share ?? 0) * 100) : 0;
  const picture = desk.pictures.ofBlob(key, file.blob);
  const cancel = (): void => {
    engineOf(desk.view)?.discard(key);
    file.cancel();
    desk.view.redraw();
  };
  return html`${picture ? drawing(picture, file.name) : nothing}
    <p><bdi>${file.name}</bdi> <span class="soft">${sizeInWords(file.blob.size, desk.view.locale)}</span></p>
    ${
      status?.is === 'failed'
        ? html`<p>${fileErrorInWords(status.error.code, l, desk)}</p>`
        : html`<p class="row">
            <progress max="100" value=${share} aria-label=${l.fileSending}></progress>
            <button class="link soft" @click=${cancel}>${l.fileCancel}</button>
          </p>`
    }`;
}

function fileErrorInWords(code: string, l: LaterTexts, { limit, view }: Desk): string {
  if (code === 'too_large') return l.fileTooLarge(sizeInWords(limit, view.locale));
  const words: Readonly<Record<string, string>> = l.fileErrors;
  return words[code] ?? '';
}

async function save(desk: Desk, file: FileView): Promise<void> {
  if (desk.saving.get(file.id) === 'saving') return;
  desk.saving.set(file.id, 'saving');
  desk.view.redraw();
  try {
    const address = URL.createObjectURL(await fetchFile(desk.view, file, 'whole'));
    const link = document.createElement('a');
    link.href = address;
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    desk.saving.delete(file.id);
  } catch {
    desk.saving.set(file.id, 'failed');
  }
  desk.view.redraw();
}
