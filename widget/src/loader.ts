/**
 * The pasted tag. It draws the launcher and queues what the page asks for; everything else is fetched from the
 * host it came from when the visitor shows an intent, and not before (WID-1). It imports nothing but text.
 */
import { launcherWords } from './locales/launcher-words.js';
import { bubblePath, hostRules, launcherRules } from './styles/launcher.styles.js';
import type { ParlourChat } from './parlour-chat.js';
import type { PageEventDetails } from './page-events.js';

/** The files beside this one, by their hashed names; the build fills them in. */
declare const chatFile: string;
declare const localeFiles: Readonly<Record<string, string>>;

type EventName = keyof PageEventDetails;
type Listener<Name extends EventName> = (detail: PageEventDetails[Name]) => void;

/** `window.Parlour`. Each call also works as `Parlour.push(['open'])`, before and after the script has loaded. */
export interface ParlourSdk {
  push(...calls: readonly (readonly [name: string, ...input: unknown[]])[]): void;
  open(): void;
  close(): void;
  toggle(): void;
  /** Shows or hides the whole widget, launcher included. */
  show(): void;
  hide(): void;
  /** Hears an event of every chat of this tag. Returns what ends the hearing. */
  on<Name extends EventName>(name: Name, listener: Listener<Name>): () => void;
  off<Name extends EventName>(name: Name, listener: Listener<Name>): void;
  /** Forgets the person, here and on the device: for a sign-out on the page. */
  reset(): void;
  /** Takes the chat off the page. */
  destroy(): void;
}

declare global {
  interface Window {
    Parlour?: ParlourSdk | unknown[];
  }
}

type Locale = keyof typeof launcherWords;

function start(script: HTMLScriptElement): void {
  const base = new URL('widget/', script.src);
  const chats = new Set<HTMLElement>();
  const listeners = new Map<unknown, Map<string, EventListener>>();
  let fetched: Promise<unknown> | undefined;

  /** What the tag says, else what the page around it is written in, as the element itself decides. */
  const localeOf = (chat: HTMLElement): Locale => {
    const asked = [chat.getAttribute('locale'), chat.closest<HTMLElement>('[lang]')?.lang];
    const languages = asked.map((tag) => tag?.toLowerCase().split(/[-_]/)[0] ?? '');
    return (languages.find((language) => Object.hasOwn(launcherWords, language)) ?? 'en') as Locale;
  };

  /** The chat and its words at the same time. A failed attempt is forgotten, so that the next one tries again. */
  const fetchChat = (chat: HTMLElement): Promise<unknown> =>
    (fetched ??= Promise.all(
      [chatFile, localeFiles[localeOf(chat)]].map((file) => import(/* @vite-ignore */ `${base.href}${file}`)),
    ).catch(() => (fetched = undefined)));

  const open = (chat: HTMLElement): void => {
    chat.shadowRoot?.querySelector('.launcher')?.setAttribute('aria-busy', 'true');
    chat.toggleAttribute('open', true);
    void fetchChat(chat).then((there) => {
      if (there) return;
      chat.toggleAttribute('open', false);
      chat.shadowRoot?.querySelector('.launcher')?.removeAttribute('aria-busy');
    });
  };

  function drawLauncher(chat: HTMLElement): void {
    if (chat.shadowRoot) return;
    const root = chat.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(hostRules + launcherRules);
    root.adoptedStyleSheets = [sheet];
    const locale = localeOf(chat);
    const [label, word] = launcherWords[locale];
    const button = document.createElement('button');
    button.className = 'launcher';
    button.dataset['loader'] = '';
    button.setAttribute('aria-label', label);
    button.lang = locale;
    button.dir = /ar|he/.test(locale) ? 'rtl' : 'ltr';
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('aria-hidden', 'true');
    svg.appendChild(document.createElementNS(svg.namespaceURI, 'path')).setAttribute('d', bubblePath);
    const text = document.createElement('span');
    text.ariaHidden = 'true';
    text.textContent = word;
    button.append(svg, text);
    for (const intent of ['pointerenter', 'focus', 'touchstart']) {
      button.addEventListener(intent, () => void fetchChat(chat), { once: true, passive: true });
    }
    button.addEventListener('click', () => open(chat));
    // The chat takes the launcher's place as soon as it is there. Does it come while the button is held down, then no
    // click follows, since what was pressed is gone: letting go is the click.
    button.addEventListener('pointerdown', () => {
      const press = new AbortController();
      const { signal } = press;
      const released = (event: Event): void => {
        press.abort();
        if (!button.isConnected && event.composedPath().includes(chat)) open(chat);
      };
      addEventListener('pointerup', released, { signal });
      addEventListener('pointercancel', () => press.abort(), { signal });
    });
    root.append(button);
  }

  function add(chat: HTMLElement): void {
    chats.add(chat);
    if (!chat.hasAttribute('server')) chat.setAttribute('server', base.origin);
    drawLauncher(chat);
    if (chat.hasAttribute('open')) open(chat);
  }

  const eachLoaded = (act: (chat: ParlourChat) => void): void => {
    for (const chat of chats) {
      void fetchChat(chat).then(() => customElements.get('parlour-chat') && act(chat as ParlourChat));
    }
  };
  const hide = (hidden: boolean): void => chats.forEach((chat) => (chat.hidden = hidden));
  const close = (): void => chats.forEach((chat) => chat.toggleAttribute('open', false));

  const sdk: ParlourSdk = {
    push: (...calls) => {
      for (const [name, ...input] of calls) {
        const call = Object.hasOwn(sdk, name) && name !== 'push' ? sdk[name as 'open'] : null;
        if (call) (call as (...input: unknown[]) => void)(...input);
        else console.error(`Parlour: there is no "${name}".`);
      }
    },
    open: () => chats.forEach(open),
    close,
    toggle: () => chats.forEach((chat) => (chat.hasAttribute('open') ? close() : open(chat))),
    show: () => hide(false),
    hide: () => hide(true),
    on: (name, listener) => {
      const heard = (event: Event): void => {
        if (chats.has(event.target as HTMLElement)) listener((event as CustomEvent).detail as never);
      };
      const of = listeners.get(listener) ?? new Map<string, EventListener>();
      listeners.set(listener, of.set(name, heard));
      addEventListener(`parlour:${name}`, heard);
      return () => sdk.off(name, listener);
    },
    off: (name, listener) => {
      const heard = listeners.get(listener)?.get(name);
      if (heard) removeEventListener(`parlour:${name}`, heard);
    },
    reset: () => eachLoaded((chat) => chat.reset()),
    destroy: () => {
      for (const chat of chats) chat.remove();
      chats.clear();
    },
  };

  const { site, merchant, ...options } = script.dataset;
  const begin = (): void => {
    if (site && merchant) {
      const chat = document.createElement('parlour-chat') as HTMLElement;
      for (const [name, value] of Object.entries({ site, merchant, ...options })) {
        chat.setAttribute(
          name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
          value ?? '',
        );
      }
      document.body.append(chat);
      add(chat);
    }
    document.querySelectorAll<HTMLElement>('parlour-chat').forEach(add);
    const queued = window.Parlour;
    window.Parlour = sdk;
    if (Array.isArray(queued)) sdk.push(...(queued as [string][]));
  };
  if (document.body) begin();
  else addEventListener('DOMContentLoaded', begin);
}

if (document.currentScript instanceof HTMLScriptElement) start(document.currentScript);
