import type { PortalAudience } from '@parlour/shared/access/table.js';
import {
  closeSession,
  openSession,
  showSession,
  type AccountView,
} from '@parlour/shared/protocol/account.js';
import { askPasskey, openByPasskey } from '@parlour/shared/protocol/passkey.js';
import type { PasskeyRequest, UsedPasskey } from '@parlour/shared/protocol/passkey.js';
import { CallRefused, type Connection } from '@parlour/widget/connection/connection.js';
import type { Backend } from './backend.js';
import { Watchers, type Watchable } from './watchable.js';

export type SessionState =
  | { readonly kind: 'checking' }
  | { readonly kind: 'unreachable'; readonly error: unknown }
  | { readonly kind: 'signed_out'; readonly because: 'ended' | 'left' | null }
  /** Somebody is signed in, but to another portal; their name, so that they know who. */
  | { readonly kind: 'elsewhere'; readonly account: AccountView }
  | { readonly kind: 'signed_in'; readonly account: AccountView; readonly connection: Connection };

/** Who is signed in to this portal, and the live line that they have as long as they are. */
export class Session implements Watchable {
  state: SessionState = { kind: 'checking' };
  readonly #watchers = new Watchers();
  #isLeaving = false;

  constructor(
    readonly audience: PortalAudience,
    private readonly backend: Backend,
  ) {}

  subscribe(changed: () => void): () => void {
    return this.#watchers.subscribe(changed);
  }

  /** Finds out whether the cookie that the browser keeps still opens this portal. */
  async resume(): Promise<void> {
    this.#enter({ kind: 'checking' });
    // Opened while it is asked who is there: it lets in whom the cookie lets in, and nobody else.
    const connection = this.backend.connect();
    try {
      const { account } = await this.backend.call(showSession, {});
      this.#welcome(account, connection);
    } catch (error) {
      connection.close();
      const stranger = error instanceof CallRefused && error.error.code === 'not_signed_in';
      this.#enter(stranger ? { kind: 'signed_out', because: null } : { kind: 'unreachable', error });
    }
  }

  /** Signs in. Rejects as the call does; nothing has changed then. */
  async open(email: string, password: string, code?: string): Promise<void> {
    const { audience } = this;
    const { account } = await this.backend.call(openSession, {
      audience,
      email,
      password,
      ...(code && { code }),
    });
    this.#welcome(account, this.backend.connect());
  }

  /** What a passkey is to sign (ACC-7). */
  async askPasskey(): Promise<PasskeyRequest> {
    return (await this.backend.call(askPasskey, {})).request;
  }

  /** Signs in by a passkey that has signed it. Rejects as the call does; nothing has changed then. */
  async openBy(passkey: UsedPasskey): Promise<void> {
    const { account } = await this.backend.call(openByPasskey, { audience: this.audience, passkey });
    this.#welcome(account, this.backend.connect());
  }

  /** Reads again who is signed in; the line stays. */
  async refresh(): Promise<void> {
    const { account } = await this.backend.call(showSession, {});
    if (this.state.kind === 'signed_in') this.#enter({ ...this.state, account });
  }

  /** Signs out. The page forgets at once; where the server cannot be reached, this rejects and nothing has changed. */
  async close(): Promise<void> {
    this.#isLeaving = true;
    try {
      await this.backend.call(closeSession, {});
    } catch (error) {
      const gone = error instanceof CallRefused && error.error.code === 'not_signed_in';
      if (!gone) throw error;
    } finally {
      this.#isLeaving = false;
    }
    this.#leave('left');
  }

  /** The server says that the session is over: to whoever signs out, sometimes before it answers that. */
  readonly end = (): void => this.#leave(this.#isLeaving ? 'left' : 'ended');

  #welcome(account: AccountView, connection: Connection): void {
    if (account.audience !== this.audience) {
      connection.close();
      return this.#enter({ kind: 'elsewhere', account });
    }
    connection.on('session.ended', this.end);
    const look = (): void => {
      if (connection.refusal?.code === 'not_signed_in') this.end();
    };
    connection.onState(look);
    this.#enter({ kind: 'signed_in', account, connection });
    // It may have been refused before anybody listened.
    look();
  }

  #leave(because: 'ended' | 'left'): void {
    if (this.state.kind !== 'signed_in') return;
    const { connection } = this.state;
    this.#enter({ kind: 'signed_out', because });
    connection.close();
  }

  #enter(state: SessionState): void {
    this.state = state;
    this.#watchers.tell();
  }
}
