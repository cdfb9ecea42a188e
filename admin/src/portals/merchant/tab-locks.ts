/** What the tabs of one browser agree upon by locks, which die with the tab that has them. */

/** Something that one of all tabs does, for as long as it is open. */
export class TabLock {
  #release: (() => void) | undefined;
  #asking: Promise<boolean> | undefined;

  constructor(private readonly name: string) {}

  /** Whether this tab is the one; it becomes it where there is none. Where tabs cannot agree, each is. */
  take(): Promise<boolean> {
    if (this.#release || !('locks' in navigator)) return Promise.resolve(true);
    return (this.#asking ??= this.#ask().finally(() => (this.#asking = undefined)));
  }

  dispose(): void {
    this.#release?.();
    this.#release = undefined;
  }

  #ask(): Promise<boolean> {
    return new Promise((resolve) => {
      void navigator.locks.request(this.name, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        if (lock === null) return;
        return new Promise<void>((release) => (this.#release = release));
      });
    });
  }
}

/** Whether somebody looks at any of the tabs. */
export class Looking {
  #release: (() => void) | undefined;

  constructor(private readonly name: string) {
    window.addEventListener('focus', this.#begin);
    window.addEventListener('blur', this.#end);
    this.#begin();
  }

  async isAnywhere(): Promise<boolean> {
    if (document.hasFocus()) return true;
    if (!('locks' in navigator)) return false;
    const { held = [] } = await navigator.locks.query();
    return held.some(({ name }) => name === this.name);
  }

  dispose(): void {
    window.removeEventListener('focus', this.#begin);
    window.removeEventListener('blur', this.#end);
    this.#end();
  }

  readonly #begin = (): void => {
    if (!document.hasFocus() || !('locks' in navigator) || this.#release) return;
    void navigator.locks.request(this.name, { mode: 'shared' }, () =>
      document.hasFocus() ? new Promise<void>((release) => (this.#release = release)) : undefined,
    );
  };

  readonly #end = (): void => {
    this.#release?.();
    this.#release = undefined;
  };
}
