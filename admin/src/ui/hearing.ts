import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Listens to something for as long as its host is on the page, and to the next one when the host is given another. */
export class Hearing<Source extends object> implements ReactiveController {
  #source: Source | undefined;
  #endings: readonly (() => void)[] = [];

  constructor(
    host: ReactiveControllerHost,
    private readonly find: () => Source | undefined,
    private readonly listen: (source: Source) => readonly (() => void)[],
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#follow();
  }

  hostUpdate(): void {
    this.#follow();
  }

  hostDisconnected(): void {
    this.#end();
  }

  #follow(): void {
    const source = this.find();
    if (source === this.#source) return;
    this.#end();
    this.#source = source;
    if (source) this.#endings = this.listen(source);
  }

  #end(): void {
    for (const end of this.#endings) end();
    this.#endings = [];
    this.#source = undefined;
  }
}
