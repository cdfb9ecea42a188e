import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { MessageView } from '@parlour/shared/model/conversation.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { ChoosablePurpose } from '@parlour/shared/model/purpose.js';
import { consentReceipt } from '@parlour/shared/protocol/consent.js';
import { openLink } from '@parlour/shared/protocol/access-link.js';
import { reportAgent } from '@parlour/shared/protocol/blocking.js';
import { decideConsent, sync } from '@parlour/shared/protocol/conversation.js';
import {
  closeAccess,
  correctMessage,
  eraseData,
  exportData,
  openAccess,
  openRequest,
  readOwnData,
  type OpenRequestInput,
  type OwnData,
} from '@parlour/shared/protocol/privacy.js';
import { randomId } from '@parlour/widget/conversation/random-id.js';
import { CallRefused } from '@parlour/widget/connection/connection.js';
import type { Confirm } from '../../ui/confirm.js';
import { failureWords } from '../../ui/failure-words.js';
import { longDate, moment } from '../../ui/format.js';
import { mark } from '../../ui/icons.js';
import { bone, failure, loading } from '../../ui/states.js';
import { showTitle } from '../../ui/title.js';
import type { ConsumerBackend } from './backend.js';
import { consentCard } from './consent-card.js';
import { conversationCard } from './conversation-card.js';
import { mailDoorTexts } from './mail-door-texts.js';
import { obligedCard } from './obliged-card.js';
import { languages, localeRead, readIn, type Locale } from './read.js';
import { requestCard } from './request-card.js';
import { save } from '../../ui/save.js';
import { portalStyles } from './styles.js';
import { texts } from './texts.js';

type State =
  | { readonly is: 'checking' }
  | { readonly is: 'door'; readonly left: boolean }
  | { readonly is: 'link'; readonly token: string }
  | { readonly is: 'unreachable'; readonly error: unknown }
  | { readonly is: 'open'; readonly data: OwnData };

const copyName = (): string => `your-data-${new Date().toISOString().slice(0, 10)}.zip`;

/** The address as it may be seen: what opens something stands after the #. */
const withoutHash = (): string => location.pathname + location.search;

/** The mailed link of a page that was loaded again before its button was pressed. */
const keptLink = (): string | undefined => (history.state as { link?: string } | null)?.link;

/** "Your data": what is kept about a consumer, until when and why, without an account (REQ-1, REQ-2). */
export class ConsumerPortal extends LitElement {
  static override properties = {
    backend: { attribute: false },
    state: { state: true },
    said: { state: true },
    refused: { state: true },
    transcripts: { state: true },
    asked: { state: true },
  };
  declare backend: ConsumerBackend;
  declare protected state: State;
  declare protected said: string;
  declare protected refused: unknown;
  declare protected transcripts: ReadonlyMap<ConversationId, readonly MessageView[]>;
  /** What is about to be deleted, while it is asked. */
  declare protected asked: { readonly heading: string };

  constructor() {
    super();
    this.state = { is: 'checking' };
    this.said = '';
    this.transcripts = new Map();
    this.asked = { heading: '' };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([texts.title]);
    window.addEventListener('hashchange', this.#arrive);
    void this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#arrive);
  }

  /** A link with a code, followed where this page is open already, loads nothing anew: it opens all the same. */
  readonly #arrive = (): void => {
    if (/^#(code|link)=/.test(location.hash)) void this.#begin();
  };

  /** A code may come in the address, after the #: it is never sent with a request, and is taken out of sight at once. */
  async #begin(): Promise<void> {
    // A mailed link waits for a button: programs that open links to look at them press none. Until then this very page
    // remembers it, also when it is loaded again, and no address shows it.
    const token = /^#link=([\w-]{43})$/.exec(location.hash)?.[1] ?? keptLink();
    if (token !== undefined) {
      history.replaceState({ link: token }, '', withoutHash());
      this.state = { is: 'link', token };
      return;
    }
    const code = /^#code=([0-9A-Za-z-]+)$/.exec(location.hash)?.[1];
    if (code === undefined) return this.#load();
    history.replaceState(null, '', withoutHash());
    await this.#open(code);
  }

  async #load(): Promise<void> {
    try {
      this.state = { is: 'open', data: await this.backend.call(readOwnData, {}) };
    } catch (error) {
      const stranger = error instanceof CallRefused && error.error.code === 'not_signed_in';
      this.state = stranger ? { is: 'door', left: false } : { is: 'unreachable', error };
    }
  }

  async #press(token: string): Promise<void> {
    this.refused = undefined;
    try {
      const { filed } = await this.backend.call(openLink, { token });
      history.replaceState(null, '', withoutHash());
      this.said = filed ? mailDoorTexts.filed : '';
      await this.#load();
    } catch (error) {
      this.refused = error;
      // Where it may work a moment later the link is kept.
      if (!(error instanceof CallRefused) || error.error.retryable) return;
      history.replaceState(null, '', withoutHash());
      this.state = { is: 'door', left: false };
    }
  }

  async #open(code: string): Promise<void> {
    this.refused = undefined;
    try {
      await this.backend.call(openAccess, { code });
      await this.#load();
    } catch (error) {
      this.refused = error;
      if (this.state.is !== 'door') this.state = { is: 'door', left: false };
    }
  }

  /** Carries something out, says what came of it, and reads everything anew. */
  async #step(work: () => Promise<string>): Promise<void> {
    this.refused = undefined;
    this.said = '';
    try {
      this.said = await work();
    } catch (error) {
      this.refused = error;
    }
    await this.#load();
  }

  readonly #copy = (): Promise<void> =>
    this.#step(async () => {
      this.said = texts.copying;
      const { token } = await this.backend.call(exportData, {});
      save(await this.backend.download(token), copyName());
      return texts.copied;
    });

  async #erase(heading: string, conversation?: ConversationId): Promise<void> {
    this.asked = { heading };
    await this.updateComplete;
    const dialog = this.renderRoot.querySelector<Confirm>('parlour-confirm')!;
    if (!(await dialog.ask())) return;
    await this.#step(async () => {
      const {
        deleted,
        delayed,
        kept = 0,
        copy,
      } = await this.backend.call(eraseData, {
        ...(conversation && { conversation }),
      });
      // REQ-7: what had been asked for before comes with the deletion.
      if (copy) save(await this.backend.download(copy.token), copyName());
      return texts.erased(deleted, delayed, kept, copy !== undefined);
    });
  }

  async #read(conversation: ConversationId): Promise<void> {
    const open = new Map(this.transcripts);
    if (!open.delete(conversation)) {
      const messages: MessageView[] = [];
      for (let more = true; more;) {
        const after = messages.at(-1)?.seq ?? 0;
        const answer = await this.backend.call(sync, { conversation, after });
        messages.push(...answer.messages);
        more = answer.more;
      }
      open.set(conversation, messages);
    }
    this.transcripts = open;
  }

  #correct(conversation: ConversationId, seq: number, text: string): Promise<void> {
    return this.#step(async () => {
      await this.backend.call(correctMessage, { conversation, seq, clientId: randomId(16), text });
      await this.#read(conversation);
      await this.#read(conversation);
      return texts.corrected;
    });
  }

  readonly #decide = (purpose: ChoosablePurpose, given: boolean): Promise<void> =>
    this.#step(async () => {
      if (this.state.is !== 'open') return '';
      const { notice, conversations } = this.state.data;
      for (const { id } of conversations) {
        await this.backend.call(decideConsent, {
          conversation: id,
          notice: notice.sha256,
          decisions: [{ purpose, state: given ? 'given' : 'refused' }],
          locale: navigator.language,
        });
      }
      return texts.saved;
    });

  readonly #receipt = async (conversation: ConversationId): Promise<void> => {
    const { receipt } = await this.backend.call(consentReceipt, { conversation });
    const text = `${JSON.stringify(receipt, null, 2)}\n`;
    save(new Blob([text], { type: 'application/json' }), `consent-receipt-${conversation}.json`);
  };

  readonly #ask = (input: OpenRequestInput): Promise<void> =>
    this.#step(async () => {
      await this.backend.call(openRequest, input);
      return texts.sent;
    });

  async #leave(): Promise<void> {
    await this.backend.call(closeAccess, {}).catch(() => undefined);
    this.transcripts = new Map();
    this.said = '';
    this.state = { is: 'door', left: true };
  }

  protected override render(): TemplateResult {
    // In another language everything is drawn anew: each part says itself what it says.
    return html`${keyed(
      localeRead(),
      html`<main>
        <p class="brand">${mark()}<span>Parlour</span></p>
        <h1 tabindex="-1">${texts.title}</h1>
        ${this.#inside()} ${this.#languages()}
      </main>`,
    )}`;
  }

  #languages(): TemplateResult {
    return html`<p class="languages">
      <label
        >${texts.language}
        <select
          @change=${(event: Event) => void this.#speak((event.target as HTMLSelectElement).value as Locale)}
        >
          ${Object.entries(languages).map(
            ([locale, name]) =>
              html`<option value=${locale} lang=${locale} ?selected=${locale === localeRead()}>
                ${name}
              </option>`,
          )}
        </select>
      </label>
    </p>`;
  }

  /** The address keeps it, and nothing on this device does. */
  async #speak(locale: Locale): Promise<void> {
    await readIn(locale).catch((error: unknown) => (this.refused = error));
    history.replaceState(history.state, '', `?${new URLSearchParams({ lang: localeRead() })}`);
    showTitle([texts.title]);
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.languages select')?.focus();
  }

  #inside(): TemplateResult {
    const { state } = this;
    switch (state.is) {
      case 'checking':
        return loading(html`<div class="card">${bone('half')}${bone('long')}</div>`);
      case 'unreachable':
        return failure(state.error, () => void this.#load());
      case 'door':
        return this.#door(state.left);
      case 'link':
        return this.#link(state.token);
      case 'open':
        return this.#data(state.data);
    }
  }

  #link(token: string): TemplateResult {
    return html`<div class="card">
      <p>${mailDoorTexts.opening}</p>
      ${this.refused === undefined ? nothing : html`<p class="field-error" role="alert">${failureWords(this.refused)}</p>`}
      <div class="row">
        <button class="button next" type="button" @click=${() => void this.#press(token)}>
          ${mailDoorTexts.open}
        </button>
      </div>
    </div>`;
  }

  #door(left: boolean): TemplateResult {
    const words = texts.door;
    // From the page of a shop, or from what somebody published there (REQ-9).
    const asked = /^#shop=([\w-]{1,100})(?:&about=([\w-]{22}))?$/.exec(location.hash);
    return html`<p class="lead">${words.lead}</p>
      ${left ? html`<div class="notice ok" role="status"><p>${words.left}</p></div>` : nothing}
      <form
        class="card"
        @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          void this.#open((this.renderRoot.querySelector('#code') as HTMLInputElement).value.trim());
        }}
      >
        <label for="code">${words.label}</label>
        <input
          id="code"
          required
          minlength="20"
          maxlength="40"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          aria-describedby="hint wrong"
        />
        <p class="soft small" id="hint">${words.hint}</p>
        <p class="field-error" id="wrong" role="alert">
          ${this.refused === undefined ? nothing : failureWords(this.refused)}
        </p>
        <button class="button next" type="submit">${words.submit}</button>
      </form>
      <consumer-mail-door
        .call=${this.backend.call}
        .shop=${asked?.[1] ?? ''}
        .about=${asked?.[2] ?? ''}
      ></consumer-mail-door>`;
  }

  #data(data: OwnData): TemplateResult {
    const { conversations, merchant, delayed, byLaw } = data;
    const last = conversations.length > 0 ? Math.max(...conversations.map(({ expiry }) => expiry.at)) : null;
    return html`<p class="promise">
        ${
          data.byMail && conversations.length === 0
            ? mailDoorTexts.none(merchant)
            : texts.kept(conversations.length, merchant, last === null ? null : longDate(last))
        }
      </p>
      <p class="lead">${texts.keptMore}</p>
      ${data.byMail && conversations.length > 0 ? html`<p class="soft">${mailDoorTexts.notYours}</p>` : nothing}
      <div class="row">
        <button class="button next" type="button" @click=${this.#copy}>${texts.copy}</button>
        ${
          conversations.length === 0
            ? nothing
            : html`<button
                class="button"
                type="button"
                @click=${() => this.#erase(texts.askEraseAll(conversations.length))}
              >
                ${texts.eraseAll}
              </button>`
        }
        <button class="button" type="button" @click=${() => this.#leave()}>${texts.close}</button>
      </div>
      <div role="status">
        ${this.said === '' ? nothing : html`<div class="notice ok"><p>${this.said}</p></div>`}
      </div>
      ${this.refused === undefined ? nothing : html`<div class="notice danger" role="alert"><p>${failureWords(this.refused)}</p></div>`}
      ${data.blockedUntil === undefined ? nothing : html`<div class="notice"><p>${texts.blocked(merchant, moment(data.blockedUntil))}</p></div>`}
      ${delayed.map(({ startedAt }) => html`<div class="notice warn"><p>${texts.delayed(longDate(startedAt))}</p></div>`)}
      ${byLaw.map(({ startedAt, until, basis }) => html`<div class="notice warn"><p dir="auto">${texts.delayedByLaw(longDate(startedAt), longDate(until), basis)}</p></div>`)}
      ${conversations.map((kept) =>
        conversationCard(kept, {
          call: this.backend.call,
          notice: data.notice,
          messages: this.transcripts.get(kept.id) ?? null,
          read: () => void this.#read(kept.id),
          correct: (seq, text) => this.#correct(kept.id, seq, text),
          saveFile: (file) =>
            this.#step(async () => {
              save(await this.backend.file(kept.id, file.id), file.name);
              return texts.fileSaved(file.name);
            }),
          report: (reason, text) =>
            this.#step(async () => {
              await this.backend.call(reportAgent, { conversation: kept.id, reason, text });
              return texts.report.sent;
            }),
          erase: () => void this.#erase(texts.askErase(longDate(kept.startedAt)), kept.id),
        }),
      )}
      ${obligedCard(data.obliged)}
      <consumer-disclosures .call=${this.backend.call} .merchant=${merchant}></consumer-disclosures>
      ${consentCard(data, { decide: this.#decide, receipt: this.#receipt })}
      ${requestCard(data.requests, this.#ask)}
      <section class="card">
        <h2>${texts.stored}</h2>
        <p class="soft">${texts.storedText}</p>
      </section>
      <parlour-confirm .heading=${this.asked.heading} .action=${texts.eraseYes}>
        <p>${texts.eraseMeans}</p>
      </parlour-confirm>`;
  }

  static override styles = portalStyles;
}
