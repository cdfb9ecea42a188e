import type { ConversationView } from '@parlour/shared/model/conversation.js';
import { askedPurposes } from '@parlour/shared/model/purpose.js';
import { participantOf, type ConversationState } from './conversation/state.js';
import type { ParlourEventName, ParlourEvents } from './sdk.js';
import type { Visit } from './visit/visit.js';

/** How many messages of others have come since this person last looked. */
export function unreadIn({ me, messages, conversation }: ConversationState): number {
  const read = conversation?.cursors[me]?.read ?? 0;
  return messages.slice(read).filter((message) => message.kind !== 'event' && participantOf(message) !== me)
    .length;
}

/** Tells the page what has changed since it was told last. */
export class PageEvents {
  readonly #element: HTMLElement;
  #conversation: string | null = null;
  #known = 0;
  #isOver = false;
  #unread = 0;
  #refused: unknown = null;
  #consent: ConversationView['consent'] | null = null;

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  /** Tells it as `parlour:<name>` on the element. */
  tell<Name extends ParlourEventName>(name: Name, detail: ParlourEvents[Name] | null = null): void {
    this.#element.dispatchEvent(
      new CustomEvent(`parlour:${name}`, { detail, bubbles: true, composed: true }),
    );
  }

  observe({ state }: Visit, unread: number): void {
    if (state.is === 'talking') this.#follow(state.engine.state);
    if (unread !== this.#unread) this.tell('unread', { count: (this.#unread = unread) });
    if (state.is !== 'refused' || this.#refused === state) return;
    this.#refused = state;
    this.tell('error', { code: state.error.code });
    // WID-14: the one message for whoever has pasted the tag.
    console.error(`Parlour: ${state.error.message} (${state.error.code})`);
  }

  #tellConsent(consent: ConversationView['consent']): void {
    const before = this.#consent;
    this.#consent = consent;
    if (askedPurposes.every((purpose) => before?.[purpose] === consent[purpose])) return;
    this.tell('consent:changed', {
      transcript_storage: consent.transcript_storage,
      device_storage: consent.device_storage,
    });
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
      // What stands when it is first seen is no change; what is answered at a start is.
      if (isFresh) this.tell('conversation:started');
      else this.#consent = conversation.consent;
    }
    this.#tellConsent(conversation.consent);
    for (const message of messages.slice(this.#known)) {
      const isOwn = participantOf(message) === state.me;
      if (message.kind !== 'event')
        this.tell(isOwn ? 'message:sent' : 'message:received', { seq: message.seq });
    }
    this.#known = Math.max(this.#known, messages.length);
    const isOver = gone || conversation.state === 'closed';
    if (isOver && !this.#isOver && !isNew) this.tell('conversation:ended');
    this.#isOver = isOver;
  }
}
