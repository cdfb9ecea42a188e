/** Does something at most once in `ms`, however often it is asked: at once the first time, then at the interval's end. */
export class Pace {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #again = false;

  constructor(
    private readonly ms: number,
    private readonly work: () => void,
    private readonly options: { readonly delayed?: boolean } = {},
  ) {}

  run(): void {
    if (this.#timer !== undefined) {
      this.#again = true;
      return;
    }
    if (this.options.delayed) this.#again = true;
    else this.work();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (!this.#again) return;
      this.#again = false;
      if (this.options.delayed) this.work();
      else this.run();
    }, this.ms);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#again = false;
  }
}
