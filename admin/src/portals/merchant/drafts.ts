import type { AccountId, ConversationId } from '@parlour/shared/model/ids.js';

/** What is being written: an answer to the consumer, or a note for colleagues. */
export type DraftKind = 'reply' | 'note';

const place = 'parlour-drafts';

interface Kept {
  readonly account: AccountId;
  readonly texts: readonly (readonly [key: string, text: string])[];
}

/**
 * What an agent has typed and not yet sent, by conversation. It outlives a session and a reload (INB-6): it is kept
 * in the tab's session storage, which ends with the tab and which no other tab reads. Somebody else who signs in
 * there finds nothing. Where it cannot be kept, leaving the page asks first.
 */
export class Drafts {
  readonly #texts = new Map<string, string>();
  #account: AccountId | null = null;

  /** Whose drafts these are from now on; another's are forgotten. */
  belongTo(account: AccountId): void {
    if (account === this.#account) return;
    const isFirst = this.#account === null;
    this.#account = account;
    if (!isFirst) this.#texts.clear();
    const kept = read();
    if (kept?.account === account) for (const [key, text] of kept.texts) this.#texts.set(key, text);
    this.#keep();
  }

  read(conversation: ConversationId, kind: DraftKind = 'reply'): string {
    return this.#texts.get(keyOf(conversation, kind)) ?? '';
  }

  write(conversation: ConversationId, text: string, kind: DraftKind = 'reply'): void {
    const key = keyOf(conversation, kind);
    if (text === '') this.#texts.delete(key);
    else this.#texts.set(key, text);
    this.#keep();
  }

  /** The conversation is gone: so is what was to be said in it. */
  forget(conversation: ConversationId): void {
    this.write(conversation, '');
    this.write(conversation, '', 'note');
  }

  #keep(): void {
    const isKept = this.#account !== null && keep({ account: this.#account, texts: [...this.#texts] });
    if (this.#texts.size > 0 && !isKept) window.addEventListener('beforeunload', ask);
    else window.removeEventListener('beforeunload', ask);
  }
}

const keyOf = (conversation: ConversationId, kind: DraftKind): string => `${kind} ${conversation}`;

function read(): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}

/** Whether it could be kept. */
function keep(kept: Kept): boolean {
  try {
    if (kept.texts.length === 0) sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
