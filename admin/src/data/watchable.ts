/** Something with a state that others draw: they are told that it changed, and read it again. */
export interface Watchable {
  /** Calls `changed` after every change until the returned function is called. */
  subscribe(changed: () => void): () => void;
}

/** The listeners of one watchable. */
export class Watchers implements Watchable {
  readonly #listeners = new Set<() => void>();

  subscribe(changed: () => void): () => void {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  }

  tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
