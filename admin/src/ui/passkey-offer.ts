import { CallLost, CallRefused } from '@parlour/widget/connection/connection.js';
import { challengeLife, type PasskeyRequest, type UsedPasskey } from '@parlour/shared/protocol/passkey.js';
import { offersPasskeys, usePasskey } from '../data/passkeys.js';
import { accountTexts } from './account-texts.js';
import { failureWords } from './failure-words.js';

/** A challenge is asked for anew so long before the last one ends, in milliseconds. */
const early = 30_000;

/** ACC-7: lets the browser offer passkeys in the field where one's address is typed, as long as the page stands. */
export class PasskeyOffer {
  #standing: AbortController | null = null;
  #renewal: ReturnType<typeof setTimeout> | undefined;
  /** Settles when the browser has let go of its question. */
  #asked: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly ask: () => Promise<PasskeyRequest>,
    private readonly chosen: (passkey: UsedPasskey) => void,
  ) {}

  /** Begins, or begins anew. What goes wrong is nobody's concern: the other ways in are there. */
  async begin(): Promise<void> {
    const ended = this.end();
    const standing = (this.#standing = new AbortController());
    const { signal } = standing;
    try {
      await ended;
      if (!(await offersPasskeys()) || signal.aborted) return;
      const request = await this.ask();
      if (signal.aborted) return;
      this.#renewal = setTimeout(() => void this.begin(), challengeLife - early);
      const asked = usePasskey(request, signal);
      this.#asked = asked.catch(() => undefined);
      this.chosen(await asked);
    } catch {
      // Without an answer, or with a browser that would not: nothing is offered.
    }
  }

  /**
   * Only one question can be open in a browser: this one is withdrawn before another is put. Resolves when the browser
   * has let go of it, since until then it refuses the next as one too many.
   */
  async end(): Promise<void> {
    clearTimeout(this.#renewal);
    this.#standing?.abort();
    this.#standing = null;
    await this.#asked;
  }
}

/** What happened, whether the server refused or the browser would not. */
export function passkeyWords(error: unknown): string {
  if (error instanceof CallRefused || error instanceof CallLost) return failureWords(error);
  const { dismissed, there, unable } = accountTexts.passkeys;
  if (!(error instanceof DOMException)) return failureWords(error);
  return error.name === 'InvalidStateError'
    ? there
    : error.name === 'NotAllowedError' || error.name === 'AbortError'
      ? dismissed
      : unable;
}
