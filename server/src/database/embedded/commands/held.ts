import { Binary } from 'bson';
import { StoreError } from '../errors.js';
import { isDocument, type Value } from '../values/kinds.js';

/** What MongoDB lets a stage hold in memory before it goes to disk, which this store does not. */
export const MAX_HELD_BYTES = 100 * 1024 * 1024;

/** What a pipeline holds at a time, counted. */
export class Held {
  private bytes = 0;

  /** @throws StoreError 292 beyond {@link MAX_HELD_BYTES}. */
  add(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes > MAX_HELD_BYTES)
      throw new StoreError(
        292,
        `the pipeline needs more than ${MAX_HELD_BYTES} bytes of memory, and the embedded store uses no disk for it`,
      );
  }
}

/** About how many bytes a value takes as BSON: to count, not to write. */
export function roughBytes(value: Value): number {
  if (typeof value === 'string') return value.length + 6;
  if (Array.isArray(value))
    return (value as Value[]).reduce<number>((sum, item) => sum + roughBytes(item) + 3, 5);
  if (isDocument(value))
    return Object.keys(value).reduce((sum, name) => sum + name.length + 2 + roughBytes(value[name]), 5);
  return value instanceof Binary ? value.position + 6 : 10;
}
