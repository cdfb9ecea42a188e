/**
 * What an open panel does with the browser: it follows the end of the log, lets the composer grow, moves the
 * focus, follows the visible part of the screen and the time. A closed one does nothing of it.
 */
import type { Sheet } from './view.js';
import { followViewport } from './viewport.js';

export interface SurfaceHost extends HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly updateComplete: Promise<unknown>;
  requestUpdate(): void;
}

/** Nearer to the end than this counts as being there. */
const nearEnd = 40;

export class Surface {
  readonly #host: SurfaceHost;
  /** Whether something on the screen speaks of seconds. */
  readonly #isTimely: () => boolean;
  #endings: (() => void)[] = [];
  #isAtEnd = true;
  /** The composer gets the focus as soon as there is one. */
  #wantsToWrite = false;

  constructor(host: SurfaceHost, isTimely: () => boolean) {
    this.#host = host;
    this.#isTimely = isTimely;
  }

  opened(): void {
    this.attendToComposer();
    // On a phone the keyboard would come up and cover what is asked before one writes.
    this.#wantsToWrite = !matchMedia('(pointer: coarse)').matches;
    if (!this.#wantsToWrite || !this.#composer) this.#find('.body')?.focus({ preventScroll: true });
  }

  closed(): void {
    this.#find('.launcher')?.focus({ preventScroll: true });
  }

  attendToComposer(): void {
    this.#isAtEnd = true;
    this.#wantsToWrite = true;
  }

  /** WID-7: the focus goes into what was unfolded, and back to what unfolded it. */
  async sheetChanged(opened: Sheet | null, closed: Sheet | null): Promise<void> {
    await this.#host.updateComplete;
    const target = opened ? '.sheet' : `[data-sheet=${closed}]`;
    (this.#find(target) ?? this.#composer)?.focus();
  }

  /** After each drawing while the chat is open. */
  drawn(): void {
    this.#watch();
    this.#keepToEnd();
    this.#growComposer();
    const composer = this.#composer;
    if (!composer || !this.#wantsToWrite) return;
    this.#wantsToWrite = false;
    composer.focus({ preventScroll: true });
  }

  rest(): void {
    for (const end of this.#endings.splice(0)) end();
  }

  /** Not any text field: a rating’s comment is one too. */
  get #composer(): HTMLElement | null {
    return this.#find('.write textarea');
  }

  #find(selector: string): HTMLElement | null {
    return this.#host.renderRoot.querySelector(selector);
  }

  #watch(): void {
    if (this.#endings.length > 0 || !this.#host.isConnected) return;
    const redraw = (): void => this.#host.requestUpdate();
    let seconds: ReturnType<typeof setInterval> | undefined;
    // Nobody sees the time pass on a hidden page.
    const count = (): void => {
      clearInterval(seconds);
      if (!document.hidden) seconds = setInterval(() => this.#isTimely() && redraw(), 1_000);
    };
    const turned = (): void => {
      redraw();
      count();
    };
    document.addEventListener('visibilitychange', turned);
    count();
    this.#endings = [
      () => document.removeEventListener('visibilitychange', turned),
      () => clearInterval(seconds),
      followViewport(this.#host),
    ];
  }

  #keepToEnd(): void {
    const body = this.#find('.body');
    if (!body || !this.#find('[role=log]')) return;
    body.addEventListener('scroll', this.#scrolled, { passive: true });
    if (this.#isAtEnd) body.scrollTop = body.scrollHeight;
  }

  readonly #scrolled = ({ target }: Event): void => {
    const { scrollTop, scrollHeight, clientHeight } = target as Element;
    this.#isAtEnd = scrollHeight - scrollTop - clientHeight < nearEnd;
  };

  #growComposer(): void {
    const composer = this.#composer as HTMLTextAreaElement | null;
    // An empty one has its one line by itself: to measure it would lay out the page once more.
    if (!composer || (!composer.value && !composer.style.height)) return;
    composer.style.height = 'auto';
    // The borders are not part of what an element scrolls.
    composer.style.height = `${composer.scrollHeight + 2}px`;
  }
}
