import { compileFilter } from '../query/filter.js';
import { parseSort, Sorter } from '../query/sort.js';
import type { Document, Value } from '../values/kinds.js';

/** The parts of mingo's iterator that are used here. */
interface Lazy {
  filter(test: (document: Document) => boolean): Lazy;
  transform(change: (documents: Document[]) => unknown): Lazy;
}

type Stage = (documents: Lazy, argument: never, options: { variables?: Document }) => Lazy;

/** Stages that must compare as MongoDB does. */
export const correctedStages: Record<string, Stage> = {
  $match: (documents, argument: Document, options) => {
    const filter = compileFilter(argument, options.variables ?? {});
    return documents.filter((document) => filter.test(document));
  },
  $sort: (documents, argument: Value) => {
    const keys = parseSort(argument);
    return documents.transform((all) => {
      const sorter = new Sorter<Document>(keys);
      for (const document of all) sorter.add(document, document, 0);
      return sorter.result()[Symbol.iterator]();
    });
  },
};
