/**
 * `window.Parlour`: what a page can ask of the chats on it. Self-contained, so that it can be taken as it is:
 * the build puts it beside `widget.js` as `widget.d.ts`.
 */

/** What a consumer is asked; each is answered on its own. */
export type ParlourPurpose = 'transcript_storage' | 'device_storage';

/** The languages that the chat speaks. */
export type ParlourLocale = 'en' | 'es' | 'fr' | 'de' | 'pt' | 'ar' | 'he' | 'ja';

/** What the page is told, and with what. Never what was said. */
export interface ParlourEvents {
  /** The chat's code is there and the launcher is its own. Not before somebody showed an intent. */
  readonly ready: null;
  readonly opened: null;
  readonly closed: null;
  /** The consumer has sent a first message. */
  readonly 'conversation:started': null;
  /** It was closed by either side, or its date has come. */
  readonly 'conversation:ended': null;
  /** `seq`: the message's number within the conversation. */
  readonly 'message:sent': { readonly seq: number };
  readonly 'message:received': { readonly seq: number };
  /** How many messages of others have come since the consumer looked. */
  readonly unread: { readonly count: number };
  /** What the consumer agrees to, after it was given or withdrawn, here or in another tab. */
  readonly 'consent:changed': Readonly<Record<ParlourPurpose, boolean>>;
  /**
   * The chat cannot be had. `wrong_identity`: bring a fresh signature by `identify`; `wrong_origin` and
   * `unknown_site`: the tag does not belong on this page.
   */
  readonly error: { readonly code: string };
}

export type ParlourEventName = keyof ParlourEvents;
export type ParlourListener<Name extends ParlourEventName> = (detail: ParlourEvents[Name]) => void;

/** A signed-in shopper. */
export interface ParlourIdentity {
  /**
   * A JWT that the merchant's server has signed with its identity secret: HS256, with `sub` (what the shop calls the
   * shopper; Parlour keeps it nowhere) and `exp`, at most a day ahead. Never make it in the page.
   */
  readonly token: string;
}

/** Every method acts on all chats of the page, whether they have loaded or not. */
export interface ParlourMethods {
  open(): void;
  close(): void;
  toggle(): void;
  /** Shows the whole widget again, launcher included. */
  show(): void;
  /** Hides the whole widget, launcher included; conversations go on. */
  hide(): void;
  /**
   * Says who is signed in: their conversations are there on every device. The same person may be said again with a
   * fresh signature, and nothing changes. Another person, or `null` for nobody, finds nothing of the one before:
   * conversation, connection and what was kept on the device are gone from the page.
   */
  identify(identity: ParlourIdentity | null): void;
  /**
   * Passes on what the person has said to the page. Refusing acts at once. Giving ticks the box before the first
   * message, where the person still sees it, and counts as their answer later: say it only where they said it.
   */
  setConsent(consent: Partial<Record<ParlourPurpose, boolean>>): void;
  /** Another language, at once and without losing anything; an unknown one is English. */
  setLocale(locale: ParlourLocale | (string & {})): void;
  /** Forgets the person, here and on the device: for a sign-out on the page. */
  reset(): void;
  /** Takes the chats off the page. */
  destroy(): void;
  /** Hears an event of every chat. Returns what ends the hearing. */
  on<Name extends ParlourEventName>(name: Name, listener: ParlourListener<Name>): () => void;
  off<Name extends ParlourEventName>(name: Name, listener: ParlourListener<Name>): void;
}

/** `['open']`, `['identify', { token }]`, `['on', 'unread', listener]` … */
export type ParlourCall = {
  readonly [Name in keyof ParlourMethods]: readonly [Name, ...Parameters<ParlourMethods[Name]>];
}[keyof ParlourMethods];

export interface ParlourSdk extends ParlourMethods {
  /** The same calls, by name. Before the script has loaded, `window.Parlour` is an array that takes them. */
  push(...calls: readonly ParlourCall[]): void;
}

declare global {
  interface Window {
    Parlour?: ParlourSdk | ParlourCall[];
  }
  // Merged into what the browser's own types have.
  /* eslint-disable @typescript-eslint/no-empty-object-type */
  interface WindowEventMap extends ParlourDomEvents {}
  interface HTMLElementEventMap extends ParlourDomEvents {}
  /* eslint-enable @typescript-eslint/no-empty-object-type */
}

/** The same events on the element and, since they bubble, on the window: `parlour:opened` … */
export type ParlourDomEvents = {
  [Name in ParlourEventName as `parlour:${Name}`]: CustomEvent<ParlourEvents[Name]>;
};
