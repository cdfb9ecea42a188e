/**
 * The pasted tag. It draws the launcher and queues what the page asks for; everything else is fetched from the
 * host it came from when the visitor shows an intent, and not before (WID-1). It imports nothing but text.
 */
import { isDataReduced } from './device/reduced-data.js';
import { drawLauncher, localeOf, sayOnLauncher } from './launcher-drawn.js';
import type { ParlourIdentity, ParlourPurpose, ParlourSdk } from './sdk.js';

/** The files beside this one, by their hashed names; the build fills them in. */
declare const chatFile: string;
declare const frameFile: string;
declare const localeFiles: Readonly<Record<string, string>>;

/** What both elements take, before they are defined and after. */
interface Chat extends HTMLElement {
  identity?: string | null;
  consent?: Partial<Record<ParlourPurpose, boolean>>;
  reset(): void;
}

/** The chat itself, and the one that runs in a frame of its own. */
const [plainTag, frameTag] = ['parlour-chat', 'parlour-frame'] as const;
const tags = `${plainTag},${frameTag}`;

function start(script: HTMLScriptElement): void {
  const base = new URL('widget/', script.src);
  const chats = new Set<Chat>();
  const listeners = new Map<unknown, Map<string, EventListener>>();
  const fetched = new Map<string, Promise<unknown>>();
  /** What the page has said of the person, for chats that come later too. */
  let identity: string | null = null;
  let consent: Chat['consent'] = {};

  const load = (file?: string): Promise<unknown> => import(/* @vite-ignore */ `${base.href}${file}`);

  /** The chat and its words at the same time. A failed attempt is forgotten, so that the next one tries again. */
  function fetchChat(chat: Chat): Promise<unknown> {
    const tag = chat.localName;
    const files =
      fetched.get(tag) ??
      (tag === frameTag
        ? load(frameFile)
        : // Without its words the chat can say so itself.
          Promise.all([load(chatFile), load(localeFiles[localeOf(chat)]).catch(() => null)])
      ).catch(() => void fetched.delete(tag));
    fetched.set(tag, files);
    return files;
  }

  const launcherOf = (chat: Chat): HTMLElement | null | undefined =>
    chat.shadowRoot?.querySelector<HTMLElement>('[data-loader]');

  const open = (chat: Chat): void => {
    launcherOf(chat)?.setAttribute('aria-busy', 'true');
    chat.toggleAttribute('open', true);
    void fetchChat(chat).then((there) => {
      if (there) return;
      chat.toggleAttribute('open', false);
      launcherOf(chat)?.removeAttribute('aria-busy');
    });
  };

  function draw(chat: Chat): void {
    if (chat.shadowRoot) return;
    const button = drawLauncher(chat);
    // Where data is dear, a click is the first intent that counts.
    for (const intent of isDataReduced() ? [] : ['pointerenter', 'focus', 'touchstart']) {
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
  }

  function add(chat: Chat): void {
    if (chats.has(chat)) return;
    chats.add(chat);
    if (!chat.hasAttribute('server')) chat.setAttribute('server', base.origin);
    Object.assign(chat, { identity, consent });
    draw(chat);
    if (chat.hasAttribute('open')) open(chat);
  }
  const addAll = (): void => document.querySelectorAll<Chat>(tags).forEach(add);

  const hide = (hidden: boolean): void => chats.forEach((chat) => (chat.hidden = hidden));
  const close = (): void => chats.forEach((chat) => chat.toggleAttribute('open', false));
  const identify = (who: ParlourIdentity | null): void => {
    if (who && typeof who.token !== 'string')
      return complain('identify takes { token }, signed by your server');
    identity = who?.token ?? null;
    chats.forEach((chat) => (chat.identity = identity));
  };

  const sdk: ParlourSdk = {
    push: (...calls) => {
      for (const [name, ...input] of calls) {
        const call = Object.hasOwn(sdk, name) && (name as string) !== 'push' ? sdk[name] : null;
        if (call) (call as (...input: unknown[]) => void)(...input);
        else complain(`there is no "${name}"`);
      }
    },
    open: () => chats.forEach(open),
    close,
    toggle: () => chats.forEach((chat) => (chat.hasAttribute('open') ? close() : open(chat))),
    show: () => hide(false),
    hide: () => hide(true),
    identify,
    setConsent: (said) => {
      consent = { ...consent, ...said };
      chats.forEach((chat) => (chat.consent = { ...said }));
    },
    setLocale: (locale) => {
      for (const chat of chats) {
        chat.setAttribute('locale', locale);
        const button = launcherOf(chat);
        if (button) sayOnLauncher(chat, button);
      }
    },
    on: (name, listener) => {
      sdk.off(name, listener);
      const heard = (event: Event): void => {
        if (chats.has(event.target as Chat)) listener((event as CustomEvent).detail as never);
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
    reset: () => {
      identify(null);
      consent = {};
      for (const chat of chats) {
        void fetchChat(chat).then(() => customElements.get(chat.localName) && chat.reset());
      }
    },
    destroy: () => {
      for (const chat of chats) chat.remove();
      chats.clear();
    },
  };

  const { site, merchant, statistics, ...options } = script.dataset;
  if (site && statistics !== undefined) countPage(base.origin, site);
  const begin = (): void => {
    if (site && merchant) {
      const chat = document.createElement(options['isolation'] === 'frame' ? frameTag : plainTag);
      for (const [name, value] of Object.entries({ site, merchant, server: base.origin, ...options })) {
        chat.setAttribute(
          name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
          value ?? '',
        );
      }
      document.body.append(chat);
    }
    const queued = window.Parlour;
    // Another tag was here before: its loader takes up this one's chat as well.
    if (queued && !Array.isArray(queued)) return;
    addAll();
    // Elements that are put on the page later have a launcher at once too.
    new MutationObserver(addAll).observe(document, { childList: true, subtree: true });
    window.Parlour = sdk;
    if (queued) sdk.push(...queued);
  };
  if (document.body) begin();
  else addEventListener('DOMContentLoaded', begin);
}

/**
 * STA-1, STA-3: where the site's policy has its pages counted, and the visitor's browser says nothing against it, this
 * one is, when it is left: its path, and about how long it was open. Sent without cookies and without a reader.
 */
function countPage(server: string, site: string): void {
  const { globalPrivacyControl, doNotTrack } = navigator as {
    globalPrivacyControl?: unknown;
    doNotTrack?: unknown;
  };
  if (globalPrivacyControl === true || doNotTrack === '1') return;
  const { pathname } = location;
  addEventListener(
    'pagehide',
    () => {
      const seconds = [600, 180, 60, 30, 10, 0].find((step) => performance.now() >= step * 1_000);
      void fetch(`${server}/page-counts`, {
        method: 'POST',
        mode: 'no-cors',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        keepalive: true,
        body: `${site}\n${pathname}\n${seconds}`,
      }).catch(() => {});
    },
    { once: true },
  );
}

const complain = (what: string): void => console.error(`Parlour: ${what}.`);

if (document.currentScript instanceof HTMLScriptElement) start(document.currentScript);
