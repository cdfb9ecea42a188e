import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { AccountView } from '@parlour/shared/protocol/account.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import {
  ownPictureLimit,
  pictureSide,
  pictureTypes,
  removeOwnPicture,
  setOwnPicture,
} from '@parlour/shared/protocol/picture.js';
import { errors, type ErrorCode } from '@parlour/shared/protocol/errors.js';
import { CallRefused } from '@parlour/widget/connection/connection.js';
import { filesIn, sizeInWords } from '@parlour/widget/files/sending.js';
import { putBytes, type PutBytes, type Sending } from '../data/put-bytes.js';
import { Deed } from './deed.js';
import { face, faces } from './face.js';
import { failureWords } from './failure-words.js';
import { ownPictureStyles } from './own-picture.styles.js';
import { ownPictureTexts as words } from './own-picture-texts.js';
import { controls } from './styles/controls.js';
import { notices } from './styles/notices.js';
import { page, pagePart } from './styles/page.js';

const most = sizeInWords(ownPictureLimit, navigator.language);

interface Chosen {
  readonly file: Blob;
  readonly bitmap: ImageBitmap;
}

const refused = (code: ErrorCode): CallRefused =>
  new CallRefused({ code, message: errors[code].text, retryable: false });

const refusalWords = (error: unknown): string =>
  (error instanceof CallRefused ? words.errors(most)[error.error.code] : undefined) ?? failureWords(error);

/** ACC-8: one's own picture: seen as others will see it, and then shown, replaced or taken away. */
export class OwnPicture extends LitElement {
  static override properties = {
    call: { attribute: false },
    put: { attribute: false },
    account: { attribute: false },
    changed: { attribute: false },
    chosen: { state: true },
    share: { state: true },
    over: { state: true },
  };
  declare call: Call;
  declare put: PutBytes;
  declare account: AccountView;
  /** There is another one, or none. */
  declare changed: () => void;
  /** What has been chosen and is not shown yet. */
  declare protected chosen: Chosen | null;
  /** How much of it is sent, from 0 to 1; null while nothing is. */
  declare protected share: number | null;
  /** Something is held over it, to be dropped. */
  declare protected over: boolean;
  #sending: Sending<unknown> | null = null;
  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.put = putBytes;
    this.chosen = null;
    this.share = null;
    this.over = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('paste', this.#pasted);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('paste', this.#pasted);
    this.#sending?.cancel();
  }

  readonly #pasted = (event: ClipboardEvent): void => {
    const [file] = filesIn(event.clipboardData);
    if (!file || this.share !== null) return;
    event.preventDefault();
    void this.#choose(file);
  };

  readonly #dropped = (event: DragEvent): void => {
    event.preventDefault();
    this.over = false;
    const [file] = filesIn(event.dataTransfer);
    if (file && this.share === null) void this.#choose(file);
  };

  readonly #dragged = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.over = true;
  };

  /** What the browser can see already need not be sent to be refused. */
  async #choose(file: File): Promise<void> {
    this.chosen = null;
    if (file.size > ownPictureLimit) return this.#deed.refuse(refused('too_large'));
    const isPicture = (pictureTypes as readonly string[]).includes(file.type);
    const bitmap = await createImageBitmap(file).catch(() => null);
    if (!bitmap) return this.#deed.refuse(refused(isPicture ? 'file_unreadable' : 'file_type_refused'));
    this.#deed.forget();
    this.chosen = { file, bitmap };
    await this.#focusOn('show');
  }

  async #show({ file }: Chosen): Promise<void> {
    if (this.#deed.busy) return;
    this.share = 0;
    const sending = this.put(setOwnPicture, file, (share) => (this.share = share));
    this.#sending = sending;
    await this.#deed.do(async () => {
      await sending.done;
      this.chosen = null;
      this.changed();
      return words.shown;
    });
    // Whoever has cancelled knows why it is not shown.
    if (this.#sending !== sending) this.#deed.forget();
    this.#sending = null;
    this.share = null;
    await this.#focusOn(this.chosen ? 'show' : 'choose');
  }

  #cancel(): void {
    const sending = this.#sending;
    this.#sending = null;
    sending?.cancel();
  }

  async #remove(): Promise<void> {
    await this.#deed.do(async () => {
      await this.call(removeOwnPicture, {});
      this.changed();
      return words.removed;
    });
    await this.#focusOn('choose');
  }

  #leave(): Promise<void> {
    this.chosen = null;
    this.#deed.forget();
    return this.#focusOn('choose');
  }

  async #focusOn(id: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#${id}`)?.focus();
  }

  protected override render(): TemplateResult {
    return html`<section
      class="card ${this.over ? 'over' : ''}"
      aria-labelledby="picture"
      @dragover=${this.#dragged}
      @dragleave=${() => (this.over = false)}
      @drop=${this.#dropped}
    >
      <h2 id="picture">${words.title}</h2>
      <p>${words.lead[this.account.audience]}</p>
      <div class="beside">
        ${this.chosen ? preview : face(this.account)}
        <div class="deeds">
          ${this.chosen ? this.#decide(this.chosen) : this.#offer()} ${this.#deed.refusal(refusalWords)}
          ${this.#deed.notice()}
        </div>
      </div>
      <p class="soft small" id="how">${this.over ? words.drop : words.how(most)}</p>
    </section>`;
  }

  #offer(): TemplateResult {
    const { picture } = this.account;
    const open = (): void => this.renderRoot.querySelector<HTMLInputElement>('input')!.click();
    const take = ({ target }: Event): void => {
      const input = target as HTMLInputElement;
      const [file] = input.files ?? [];
      if (file) void this.#choose(file);
      input.value = '';
    };
    return html`<div class="row">
      <input type="file" hidden accept=${pictureTypes.join(',')} @change=${take} />
      <button class="button" id="choose" type="button" aria-describedby="how" @click=${open}>
        ${picture ? words.another : words.choose}
      </button>
      ${
        picture
          ? html`<button class="button" type="button" @click=${() => this.#remove()}>${words.remove}</button>`
          : nothing
      }
    </div>`;
  }

  #decide(chosen: Chosen): TemplateResult {
    if (this.share !== null)
      return html`<div class="row">
        <progress max="100" value=${Math.round(this.share * 100)} aria-label=${words.sending}></progress>
        <button class="button" type="button" @click=${() => this.#cancel()}>${words.cancel}</button>
      </div>`;
    return html`<p>${words.chosen}</p>
      <div class="row">
        <button class="button next" id="show" type="button" @click=${() => this.#show(chosen)}>
          ${words.show}
        </button>
        <button class="button" type="button" @click=${() => this.#leave()}>${words.leave}</button>
      </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('chosen') || !this.chosen) return;
    const context = this.renderRoot.querySelector('canvas')?.getContext('2d');
    const { bitmap } = this.chosen;
    const side = Math.min(bitmap.width, bitmap.height);
    const [left, top] = [(bitmap.width - side) / 2, (bitmap.height - side) / 2];
    const drawn = pictureSide * 2;
    if (!context) return;
    context.fillStyle = 'white';
    context.fillRect(0, 0, drawn, drawn);
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, left, top, side, side, 0, 0, drawn, drawn);
  }

  static override styles = [controls, notices, page, pagePart, faces, ownPictureStyles];
}

/** Cut as the server will cut it. */
const preview = html`<span class="face">
  <canvas role="img" aria-label=${words.chosen} width=${pictureSide * 2} height=${pictureSide * 2}></canvas>
</span>`;
