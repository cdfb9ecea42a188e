import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Does something every `ms` for as long as its host is on the page, so that what is said about time stays true.
 * Rests while the page is hidden, and catches up when it is seen again.
 */
export class Repeating implements ReactiveController {
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    host: ReactiveControllerHost,
    private readonly ms: number,
    private readonly work: () => unknown = () => host.requestUpdate(),
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(this.#unlessHidden, this.ms);
    document.addEventListener('visibilitychange', this.#unlessHidden);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    document.removeEventListener('visibilitychange', this.#unlessHidden);
  }

  readonly #unlessHidden = (): void => {
    if (!document.hidden) void this.work();
  };
}
