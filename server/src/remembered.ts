import type { Clock } from './clock.js';

/** Milliseconds: so that what a manager changes acts on every node within the five seconds of AUT-3. */
const remembered = 2_000;
const keysRemembered = 10_000;

/** What is read often and changed seldom, each under its key, for two seconds. */
export class Remembered<Value> {
  readonly #known = new Map<string, { readonly value: Promise<Value>; readonly until: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly read: (key: string) => Promise<Value>,
  ) {}

  of(key: string): Promise<Value> {
    const now = this.clock.now();
    const known = this.#known.get(key);
    // A clock that went back must not make it last.
    if (known && known.until > now && known.until <= now + remembered) return known.value;
    if (this.#known.size >= keysRemembered) this.#known.clear();
    const value = this.read(key);
    this.#known.set(key, { value, until: now + remembered });
    value.catch(() => this.forget(key));
    return value;
  }

  /** It was changed at this node: what was remembered is void. */
  forget(key: string): void {
    this.#known.delete(key);
  }
}
