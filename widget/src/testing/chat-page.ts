/** The element on a page with a server in memory, found and operated as a person does. */
import type { WireError } from '@parlour/shared/protocol/errors.js';
import { systemClock } from '../connection/clock.js';
import { ParlourChat } from '../parlour-chat.js';
import '../parlour-chat.define.js';
import { MemoryServer } from './memory-server.js';
import { until } from './until.js';

export class ChatPage {
  readonly server: MemoryServer;
  readonly chat: ParlourChat;
  /** What the page was told. */
  readonly events: string[] = [];

  constructor(
    options: { server?: MemoryServer; refusal?: WireError; attributes?: Record<string, string> } = {},
  ) {
    this.server = options.server ?? new MemoryServer(systemClock);
    this.chat = new ParlourChat();
    this.chat.site = 'site-key';
    this.chat.merchant = 'main-street';
    for (const [name, value] of Object.entries(options.attributes ?? {})) this.chat.setAttribute(name, value);
    const { refusal } = options;
    this.chat.connect = ({ token, identity }) =>
      this.server.connect({ token, identity, ...(refusal && { refusal }) });
    for (const name of [
      'opened',
      'closed',
      'conversation:started',
      'conversation:ended',
      'message:sent',
      'message:received',
      'consent:changed',
      'error',
    ]) {
      this.chat.addEventListener(`parlour:${name}`, () => this.events.push(name));
    }
    document.body.append(this.chat);
  }

  get connection() {
    const connection = this.server.connections.at(-1);
    if (!connection) throw new Error('there is no connection');
    return connection;
  }

  get root(): ShadowRoot {
    if (!this.chat.shadowRoot) throw new Error('not drawn yet');
    return this.chat.shadowRoot;
  }

  get composer(): HTMLTextAreaElement {
    return this.one('.write textarea');
  }

  get text(): string {
    return (this.root.textContent ?? '').replace(/\s+/g, ' ');
  }

  one<Found extends HTMLElement>(selector: string): Found {
    const found = this.root.querySelector<Found>(selector);
    if (!found) throw new Error(`nothing is ${selector} in: ${this.text}`);
    return found;
  }

  /** To be asserted instead of the element itself, which the runner cannot report: it would wait for ever. */
  has(selector: string): boolean {
    return this.root.querySelector(selector) !== null;
  }

  /** By its name, or what its name begins with. */
  findButton(name: string): HTMLButtonElement | undefined {
    const buttons = [...this.root.querySelectorAll('button')];
    const nameOf = (one: HTMLButtonElement): string =>
      (one.getAttribute('aria-label') ?? one.textContent ?? '').trim();
    return buttons.find((one) => nameOf(one) === name) ?? buttons.find((one) => nameOf(one).startsWith(name));
  }

  button(name: string): HTMLButtonElement {
    const found = this.findButton(name);
    if (!found) throw new Error(`there is no button "${name}"`);
    return found;
  }

  /** Waits until `words` are on the screen. */
  async sees(words: string): Promise<void> {
    await until(() => this.chat.shadowRoot && this.text.includes(words), `"${words}" is not to be seen`);
    await this.chat.updateComplete;
  }

  /** Clicks it as soon as it is there: some views come later. */
  async click(name: string): Promise<void> {
    await until(() => this.findButton(name), `there is no button "${name}"`);
    this.button(name).click();
    await this.chat.updateComplete;
  }

  async write(text: string): Promise<void> {
    this.composer.value = text;
    this.composer.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await this.chat.updateComplete;
  }

  async press(key: string, more: KeyboardEventInit = {}): Promise<void> {
    const event = new KeyboardEvent('keydown', {
      key,
      bubbles: true,
      cancelable: true,
      composed: true,
      ...more,
    });
    (this.root.activeElement ?? this.composer).dispatchEvent(event);
    await this.chat.updateComplete;
  }

  /** Opens the chat up to the consent card. */
  async open(): Promise<void> {
    await this.sees('Chat');
    await this.click('Open chat');
    await this.sees('What may be kept');
  }

  /** Starts a conversation with a first message. */
  async start(
    text = 'Is the blue one still there?',
    ticked: readonly string[] = ['transcript_storage'],
  ): Promise<void> {
    await this.open();
    for (const purpose of ticked) this.one<HTMLInputElement>(`#${purpose}`).click();
    await this.write(text);
    await this.click('Send');
    await until(() => this.server.conversations.at(-1)?.view.head === 1, 'not stored');
    await this.sees('· sent');
  }

  remove(): void {
    this.chat.remove();
    localStorage.clear();
  }
}
