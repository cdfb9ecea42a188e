/** RET-4, RET-7: a server that dies at a chosen write: from then on nothing that it asks for happens. */
import type { Context } from '../context.js';

const writing = [
  'insertOne', 'insertMany', 'updateOne', 'updateMany', 'deleteOne', 'deleteMany', 'findOneAndUpdate', 'bulkWrite',
] as const; // prettier-ignore

export interface Death {
  /** The write at which it died, as `collection.method` or `journal`; null while it lives. */
  at: string | null;
  /** Lets it live again. */
  restore(): void;
}

/** Kills this server before or after its nth write. */
export function dieAt(
  { models, journal }: Pick<Context, 'models' | 'journal'>,
  nth: number,
  moment: 'before' | 'after',
): Death {
  const changed: (() => void)[] = [];
  const death: Death = { at: null, restore: () => changed.forEach((undo) => undo()) };
  let writes = 0;
  const tap = (target: object, method: string, name: string): void => {
    const own = target as Record<string, (...given: unknown[]) => unknown>;
    const original = own[method]!;
    own[method] = async (...given: unknown[]): Promise<unknown> => {
      if (death.at) throw new Error('killed here');
      writes += 1;
      if (writes !== nth) return original.apply(target, given);
      if (moment === 'after') await original.apply(target, given);
      death.at = name;
      throw new Error('killed here');
    };
    changed.push(() => delete own[method]);
  };
  for (const { collection } of Object.values(models))
    for (const method of writing) tap(collection, method, `${collection.collectionName}.${method}`);
  tap(journal, 'append', 'journal');
  return death;
}
