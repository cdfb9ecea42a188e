import { participantOf, type ConversationState } from './conversation/state.js';
import type { Visit } from './visit/visit.js';

/** What the page is told, as `parlour:<name>` on the element. Never what was said. */
export interface PageEventDetails {
  readonly ready: null;
  readonly opened: null;
  readonly closed: null;
  readonly 'conversation:started': null;
  readonly 'conversation:ended': null;
  readonly 'message:sent': { readonly seq: number };
  readonly 'message:received': { readonly seq: number };
  readonly unread: { readonly count: number };
  readonly error: { readonly code: string };
}

/** How many messages of others have come since this person last looked. */
export function unreadIn({ me, messages, conversation }: ConversationState): number {
  const read = conversation?.cursors[me]?.read ?? 0;
  return messages.slice(read).filter((message) => message.kind === 'text' && participantOf(message) !== me)
    .length;
}

/** Tells the page what has changed since it was told last. */
export class PageEvents {
  readonly #element: HTMLElement;
  #conversation: string | null = null;
  #known = 0;
  #isOver = false;
  #unread = 0;
  #refused = false;

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  tell<Name extends keyof PageEventDetails>(name: Name, detail: PageEventDetails[Name] | null = null): void {
    this.#element.dispatchEvent(
      new CustomEvent(`parlour:${name}`, { detail, bubbles: true, composed: true }),
    );
  }

  observe({ state }: Visit, unread: number): void {
    if (state.is === 'talking') this.#follow(state.engine.state);
    if (unread !== this.#unread) this.tell('unread', { count: (this.#unread = unread) });
    if (state.is !== 'refused' || this.#refused) return;
    this.#refused = true;
    this.tell('error', { code: state.error.code });
    // WID-14: the one message for whoever has pasted the tag.
    console.error(`Parlour: ${state.error.message} (${state.error.code})`);
  }

  #follow(state: ConversationState): void {
    const { conversation, messages, gone, caughtUp } = state;
    if (!conversation) return;
    const isNew = conversation.id !== this.#conversation;
    if (isNew) {
      // What was there before this page came is not news.
      const isFresh = conversation.head === 0;
      if (!isFresh && !caughtUp) return;
      this.#conversation = conversation.id;
      this.#known = isFresh ? 0 : messages.length;
      this.#isOver = false;
      if (isFresh) this.tell('conversation:started');
    }
    for (const message of messages.slice(this.#known)) {
      const isOwn = participantOf(message) === state.me;
      if (message.kind === 'text')
        this.tell(isOwn ? 'message:sent' : 'message:received', { seq: message.seq });
    }
    this.#known = Math.max(this.#known, messages.length);
    const isOver = gone || conversation.state === 'closed';
    if (isOver && !this.#isOver && !isNew) this.tell('conversation:ended');
    this.#isOver = isOver;
  }
}
