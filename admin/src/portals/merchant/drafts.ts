import type { ConversationId } from '@parlour/shared/model/ids.js';

/**
 * What an agent has typed and not yet sent, by conversation. It lives in the page's memory alone: a session that
 * ends does not lose it, and nothing of a conversation is written to the device. Leaving the page asks first.
 */
export class Drafts {
  readonly #texts = new Map<ConversationId, string>();

  read(conversation: ConversationId): string {
    return this.#texts.get(conversation) ?? '';
  }

  write(conversation: ConversationId, text: string): void {
    if (text === '') this.#texts.delete(conversation);
    else this.#texts.set(conversation, text);
    if (this.#texts.size > 0) window.addEventListener('beforeunload', ask);
    else window.removeEventListener('beforeunload', ask);
  }

  /** The conversation is gone: so is what was to be said in it. */
  forget(conversation: ConversationId): void {
    this.write(conversation, '');
  }
}

const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
