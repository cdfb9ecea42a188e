/**
 * The chat in a frame on Parlour's own origin (`data-isolation="frame"`): for pages that are to be kept out of the
 * conversation, or that do not trust themselves. Here, on the page, there is the launcher and the frame, and no word
 * of what is said. Documented as `<parlour-chat>` is; it takes the same attributes and tells the same events.
 */
import { drawLauncher, sayOnLauncher } from '../launcher-drawn.js';
import { frameRules } from './frame.styles.js';
import { isFromFrame, type FromFrame, type FromPage, type Settings } from './protocol.js';
import { followViewport } from '../views/viewport.js';

const themed = ['accent', 'accent-ink', 'radius', 'font'].map((name) => `--parlour-${name}`);

/** Milliseconds from a loaded frame to its first word. */
const patience = 15_000;

/** What is wrong with the page's tag: then nothing is shown (WID-14). */
const misplaced = (detail: unknown): boolean =>
  /^(unknown_site|wrong_origin)$/.test(String((detail as { code?: unknown } | null)?.code));

export class ParlourFrame extends HTMLElement {
  static readonly observedAttributes = ['open', 'locale', 'color-scheme'];

  #identity: string | null = null;
  #consent: Settings['consent'] = {};
  #frame: HTMLIFrameElement | null = null;
  #port: MessagePort | null = null;
  #launcher: HTMLElement | null = null;
  #answered = false;
  #stopFollowing: () => void = () => undefined;

  get identity(): string | null {
    return this.#identity;
  }

  set identity(identity: string | null) {
    this.#identity = identity;
    this.#tell();
  }

  get consent(): Settings['consent'] {
    return this.#consent;
  }

  set consent(consent: Settings['consent']) {
    this.#consent = consent;
    this.#tell();
  }

  connectedCallback(): void {
    // What the loader said before there was a class lies in front of it.
    for (const name of ['identity', 'consent'] as const) {
      const said = Object.getOwnPropertyDescriptor(this, name);
      if (!said) continue;
      delete this[name];
      this[name] = said.value as never;
    }
    this.#launcher ??= this.shadowRoot?.querySelector<HTMLElement>('button') ?? drawLauncher(this);
    this.#launcher.onclick = () => this.toggleAttribute('open', true);
    if (!this.#frame) this.#makeFrame();
    this.#show();
  }

  disconnectedCallback(): void {
    this.#stopFollowing();
    queueMicrotask(() => {
      // A frame that was taken off the page is gone; one that comes back begins anew.
      if (this.isConnected) return;
      this.#port?.close();
      this.#port = null;
      this.#frame?.remove();
      this.#frame = null;
    });
  }

  attributeChangedCallback(name: string): void {
    if (!this.#frame) return;
    if (name === 'locale' && this.#launcher) sayOnLauncher(this, this.#launcher);
    if (name === 'open') this.#show();
    this.#tell();
  }

  /** Forgets who the person is, here and on the device, and closes. */
  reset(): void {
    this.#identity = null;
    this.#consent = {};
    this.#say({ is: 'reset' });
    this.toggleAttribute('open', false);
  }

  #makeFrame(): void {
    const server = this.getAttribute('server') ?? new URL(import.meta.url).origin;
    const place = new URLSearchParams({
      site: this.getAttribute('site') ?? '',
      merchant: this.getAttribute('merchant') ?? '',
    });
    const frame = document.createElement('iframe');
    frame.src = `${server}/widget/frame?${place}`;
    frame.title = this.#launcher?.textContent ?? '';
    frame.part.add('panel');
    frame.hidden = true;
    frame.onload = () => this.#greet(frame, server);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(frameRules);
    const root = this.shadowRoot as ShadowRoot;
    root.adoptedStyleSheets = [...root.adoptedStyleSheets.slice(0, 1), sheet];
    root.append(frame);
    this.#frame = frame;
  }

  /** The port is handed to a window of the server's origin and to no other. */
  #greet(frame: HTMLIFrameElement, server: string): void {
    const { port1, port2 } = new MessageChannel();
    this.#port?.close();
    this.#port = port1;
    port1.onmessage = ({ data }: MessageEvent<unknown>) => isFromFrame(data) && this.#hear(data);
    this.#answered = false;
    setTimeout(() => this.#answered || this.#giveUp(), patience);
    frame.contentWindow?.postMessage({ parlour: 'hello', settings: this.#settings }, new URL(server).origin, [
      port2,
    ]);
  }

  /** Nothing answers: the site may not show it here, or the server is away. */
  #giveUp(): void {
    if (!this.#frame) return;
    console.error('Parlour: the chat did not answer. Check data-site and the origins of the site.');
    this.toggleAttribute('open', false);
    const detail = { code: 'unavailable' };
    this.dispatchEvent(new CustomEvent('parlour:error', { detail, bubbles: true, composed: true }));
  }

  #hear(said: FromFrame): void {
    const launcher = this.#launcher;
    if (said.is === 'launcher') {
      if (!launcher) return;
      launcher.setAttribute('aria-label', said.label);
      launcher.lastElementChild!.textContent = said.word;
      [launcher.lang, launcher.dir] = [said.lang, said.dir];
      return;
    }
    this.#answered = true;
    if (said.name === 'error' && misplaced(said.detail)) this.hidden = true;
    if (said.name === 'closed' && this.hasAttribute('open')) this.toggleAttribute('open', false);
    const { detail } = said;
    this.dispatchEvent(new CustomEvent(`parlour:${said.name}`, { detail, bubbles: true, composed: true }));
  }

  #show(): void {
    const [frame, launcher] = [this.#frame, this.#launcher];
    if (!frame || !launcher) return;
    const isOpen = this.hasAttribute('open');
    const hadFocus = this.shadowRoot?.activeElement === frame;
    launcher.removeAttribute('aria-busy');
    frame.hidden = !isOpen;
    launcher.hidden = isOpen;
    this.#stopFollowing();
    this.#stopFollowing = isOpen ? followViewport(this) : () => undefined;
    if (isOpen) frame.focus({ preventScroll: true });
    else if (hadFocus) launcher.focus({ preventScroll: true });
  }

  #say(said: FromPage): void {
    this.#port?.postMessage(said);
  }

  #tell(): void {
    this.#say({ is: 'settings', settings: this.#settings });
  }

  get #settings(): Settings {
    const computed = getComputedStyle(this);
    const theme = themed.map((name) => [name, computed.getPropertyValue(name).trim().slice(0, 200)] as const);
    const attribute = (name: string): string => this.getAttribute(name)?.slice(0, 100) ?? '';
    return {
      open: this.hasAttribute('open'),
      locale: attribute('locale'),
      language: this.closest<HTMLElement>('[lang]')?.lang.slice(0, 100) ?? '',
      scheme: attribute('color-scheme'),
      label: attribute('label'),
      identity: this.#identity,
      consent: this.#consent,
      page: { title: document.title.slice(0, 200), path: location.pathname.slice(0, 500) },
      theme: Object.fromEntries(theme.filter(([, value]) => value !== '')),
    };
  }
}

if (!customElements.get('parlour-frame')) customElements.define('parlour-frame', ParlourFrame);
