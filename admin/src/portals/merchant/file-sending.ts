import { acceptedFiles } from '@parlour/shared/model/file.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { readFileLimits } from '@parlour/shared/protocol/file.js';
import { usualFileLimit } from '@parlour/shared/protocol/limits.js';
import type { ConversationEngine } from '@parlour/widget/conversation/engine.js';
import { randomId } from '@parlour/widget/conversation/random-id.js';
import { filesIn, Sending } from '@parlour/widget/files/sending.js';
import { css, html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { httpCall } from '../../data/http-call.js';
import { icon } from '../../ui/icons.js';
import { fileTexts } from './file-texts.js';

type Host = ReactiveControllerHost &
  HTMLElement & {
    readonly engine: ConversationEngine;
    readonly conversation: ConversationId;
  };

/** Many at once are rather a slip of the hand than a wish. */
const mostAtOnce = 10;

let limit: Promise<number> | null = null;

/** As the server says it, asked once; what it would refuse anyway need not be sent first. */
const limitOf = (): Promise<number> =>
  (limit ??= httpCall()(readFileLimits, {}).then(
    ({ bytes }) => bytes,
    () => {
      limit = null;
      return usualFileLimit;
    },
  ));

/** MSG-12 in the reply: a button, dropping anywhere on the conversation, pasting into the text. */
export class FileSending implements ReactiveController {
  isOver = false;
  #pane: HTMLElement | null = null;

  constructor(private readonly host: Host) {
    host.addController(this);
  }

  hostConnected(): void {
    const root = this.host.getRootNode();
    this.#pane = root instanceof ShadowRoot ? (root.host as HTMLElement) : this.host;
    this.#pane.addEventListener('dragover', this.#over);
    this.#pane.addEventListener('dragleave', this.#left);
    this.#pane.addEventListener('drop', this.#dropped);
    this.host.addEventListener('paste', this.#pasted);
  }

  hostDisconnected(): void {
    this.#pane?.removeEventListener('dragover', this.#over);
    this.#pane?.removeEventListener('dragleave', this.#left);
    this.#pane?.removeEventListener('drop', this.#dropped);
    this.host.removeEventListener('paste', this.#pasted);
  }

  /** The button, and while files are held over the conversation what follows. */
  button(): TemplateResult {
    const choose = ({ currentTarget }: Event): void =>
      (currentTarget as HTMLElement).parentElement
        ?.querySelector<HTMLInputElement>('input[type=file]')
        ?.click();
    const chosen = ({ target }: Event): void => {
      const input = target as HTMLInputElement;
      void this.#send([...(input.files ?? [])]);
      input.value = '';
    };
    return html`<input type="file" multiple hidden accept=${acceptedFiles} @change=${chosen} />
      <button class="button attach" type="button" title=${fileTexts.attachHint} @click=${choose}>
        ${icon('clip')}<span>${fileTexts.attach}</span>
      </button>`;
  }

  async #send(files: readonly File[]): Promise<void> {
    const { engine, conversation } = this.host;
    const bytes = await limitOf();
    if (engine.state.gone || engine.state.conversation?.state === 'closed') return;
    for (const file of files.slice(0, mostAtOnce)) {
      const clientId = randomId(16);
      const options = { url: '', headers: () => ({}), conversation, clientId, limit: bytes };
      engine.sendFile(new Sending(file, options), clientId);
    }
  }

  #turn(isOver: boolean): void {
    if (isOver === this.isOver) return;
    this.isOver = isOver;
    this.host.requestUpdate();
  }

  readonly #over = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.#turn(true);
  };

  readonly #left = ({ relatedTarget }: DragEvent): void => {
    if (!this.#pane?.contains(relatedTarget as Node | null)) this.#turn(false);
  };

  readonly #dropped = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.#turn(false);
    void this.#send(filesIn(event.dataTransfer));
  };

  readonly #pasted = (event: ClipboardEvent): void => {
    const files = filesIn(event.clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    void this.#send(files);
  };
}

export const sendingStyles = css`
  .attach {
    display: inline-flex;
    align-items: center;
    gap: var(--space-2);
  }
  .dropping {
    outline: 3px dashed var(--accent);
    outline-offset: -6px;
  }
  @media (max-width: 720px) {
    .attach span {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
`;
