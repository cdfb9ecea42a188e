import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit';
import { failure, loading } from './states.js';

interface FetchedOptions<Value> {
  /** What is fetched depends on these: where one of them is another, it is fetched anew. */
  readonly of?: () => readonly unknown[];
  /** Whose it is. Where that is another, it is fetched anew too, and meanwhile the former one's is not shown. */
  readonly whose?: () => unknown;
  /** Called with each value that was fetched, before it is drawn. */
  readonly then?: (value: Value) => void;
}

/**
 * What its host shows and the server knows: fetched as soon as the host is drawn, with the outline of it until then,
 * and where that fails with what happened and a button that tries again. Of two fetches at once the later one counts.
 */
export class Fetched<Value> implements ReactiveController {
  /** Null until it has come. While it is fetched anew the former one stays, unless it was somebody else's. */
  value: Value | null = null;
  /** Why the last fetch failed; undefined where it did not. */
  error: unknown;
  busy = false;
  #turn = 0;
  #of: readonly unknown[] | null = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly fetch: () => Promise<Value>,
    private readonly options: FetchedOptions<Value> = {},
  ) {
    host.addController(this);
  }

  hostUpdate(): void {
    const { of, whose } = this.options;
    const now = [whose?.(), ...(of?.() ?? [])];
    if (this.#of?.every((one, at) => Object.is(one, now[at]))) return;
    if (!Object.is(this.#of?.[0], now[0])) this.value = null;
    this.#of = now;
    void this.load();
  }

  /** Fetches it anew. Never rejects: a failure is shown. */
  async load(): Promise<void> {
    const turn = ++this.#turn;
    this.error = undefined;
    this.busy = true;
    this.host.requestUpdate();
    try {
      const value = await this.fetch();
      if (turn === this.#turn) this.put(value);
    } catch (error) {
      if (turn === this.#turn) this.#fail(error);
    }
  }

  /** Shows what has become known in another way; a fetch that is under way counts no more. */
  put(value: Value): void {
    this.#turn += 1;
    this.value = value;
    this.error = undefined;
    this.busy = false;
    this.options.then?.(value);
    this.host.requestUpdate();
  }

  #fail(error: unknown): void {
    this.error = error;
    this.busy = false;
    this.host.requestUpdate();
  }

  /**
   * The value as `shown` draws it; before it has come the outline of it, and its failure in its place.
   *
   * @param outline bones of what comes, hidden from whoever cannot see them: they are told that it loads
   */
  show<Shown>(shown: (value: Value) => Shown, outline: TemplateResult): Shown | TemplateResult {
    if (this.error !== undefined) return failure(this.error, () => void this.load());
    return this.value === null ? loading(outline) : shown(this.value);
  }
}
