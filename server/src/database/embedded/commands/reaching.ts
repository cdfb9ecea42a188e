import { runStages, type Reaching } from '../aggregate/pipeline.js';
import { evaluateExpression } from '../aggregate/expression.js';
import type { Lazy } from '../aggregate/stages.js';
import { failedToParse, StoreError } from '../errors.js';
import { compileFilter } from '../query/filter.js';
import { Finder } from '../query/find.js';
import { splitPath, visit } from '../query/path.js';
import { setField, type Document, type Value } from '../values/kinds.js';
import type { Context } from './command.js';
import { Held } from './held.js';

/** Stages that read other collections: `$lookup` by index, `$unionWith`. */
export function reachingStages(context: Context, variables: Document): Reaching {
  const all = (name: Value, filter: Document, withVariables: Document): Document[] => {
    if (typeof name !== 'string') throw new StoreError(9, 'from must be a string');
    const collection = context.store.catalog.get(`${context.database}.${name}`);
    if (!collection) return [];
    const finder = new Finder(context.store.engine, collection, {
      filter: compileFilter(filter, withVariables),
    });
    const documents: Document[] = [];
    const held = new Held();
    for (let match = finder.tryNext(Infinity); match; match = finder.tryNext(Infinity)) {
      held.add(match.bytes.length);
      documents.push(match.document);
    }
    return documents;
  };
  const pipelineOver = (
    name: Value,
    filter: Document,
    pipeline: readonly Document[],
    own: Document,
  ): Document[] => {
    const inner = { ...variables, ...own };
    return runStages(all(name, filter, inner), pipeline, inner, reachingStages(context, inner));
  };
  return {
    $lookup: (documents: Lazy, spec: Document) => {
      const { from, localField, foreignField, as, pipeline = [], let: declared = {} } = spec;
      if (typeof as !== 'string') throw failedToParse("$lookup requires 'as' to be a string");
      if ((localField === undefined) !== (foreignField === undefined))
        throw failedToParse(
          "$lookup requires both or neither of 'localField' and 'foreignField' to be specified",
        );
      return documents.map((document) => {
        const filter =
          localField === undefined
            ? {}
            : { [foreignField as string]: { $in: localValues(document, localField as string) } };
        const own = Object.fromEntries(
          Object.entries(declared as Document).map(([name, expression]) => [
            name,
            evaluateExpression(expression, document, variables),
          ]),
        );
        const result = { ...document };
        setField(result, as, pipelineOver(from, filter, pipeline as Document[], own));
        return result;
      });
    },
    $unionWith: (documents: Lazy, spec: Value) => {
      const { coll, pipeline = [] } = (typeof spec === 'string' ? { coll: spec } : spec) as Document;
      return documents.transform((list) =>
        [...list, ...pipelineOver(coll, {}, pipeline as Document[], {})][Symbol.iterator](),
      );
    },
  };
}

function localValues(document: Document, path: string): Value[] {
  const values: Value[] = [];
  visit(document, splitPath(path), true, (value) => {
    values.push(value === undefined ? null : value);
    return false;
  });
  return values;
}
