import { withDeadline } from '../database/deadline.js';

/**
 * Reads by id, gathered: all that is asked for while one read is on its way goes out together as the next one.
 * Every caller gets a state read after it asked; under load a read costs a fraction of a round trip.
 */
export class BatchedRead<Value> {
  #waiting = new Map<
    string,
    { resolve: (value: Value | null) => void; reject: (error: unknown) => void }[]
  >();
  #reading = false;

  constructor(private readonly readAll: (ids: string[]) => Promise<Map<string, Value>>) {}

  read(id: string): Promise<Value | null> {
    return new Promise((resolve, reject) => {
      const others = this.#waiting.get(id);
      if (others) others.push({ resolve, reject });
      else this.#waiting.set(id, [{ resolve, reject }]);
      if (!this.#reading) {
        this.#reading = true;
        setImmediate(() => void this.#run());
      }
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.size > 0) {
      const asked = this.#waiting;
      this.#waiting = new Map();
      try {
        const found = await withDeadline(this.readAll([...asked.keys()]));
        for (const [id, callers] of asked) for (const { resolve } of callers) resolve(found.get(id) ?? null);
      } catch (error) {
        for (const callers of asked.values()) for (const { reject } of callers) reject(error);
      }
    }
    this.#reading = false;
  }
}
