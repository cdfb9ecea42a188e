import { Aggregator } from 'mingo/aggregator';
import * as pipelineOperators from 'mingo/operators/pipeline';
import { StoreError } from '../errors.js';
import { isDocument, type Document } from '../values/kinds.js';
import { expressionContext, expressionError } from './expression.js';
import { correctedStages } from './stages.js';

const context = expressionContext({ ...pipelineOperators, ...correctedStages });

/** Runs the stages of a pipeline that work on documents alone. */
export function runStages(
  documents: Iterable<Document>,
  pipeline: readonly Document[],
  variables: Document,
): Document[] {
  if (pipeline.length === 0) return [...documents];
  try {
    const aggregator = new Aggregator(pipeline as never, { context, variables, idKey: '_id' } as never);
    return aggregator.run(documents as never) as unknown as Document[];
  } catch (error) {
    throw expressionError(error);
  }
}

const UPDATE_STAGES = new Set(['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith']);

/** An update given as a pipeline. */
export function runUpdatePipeline(
  document: Document,
  pipeline: readonly Document[],
  variables: Document,
): Document {
  const id = document._id;
  for (const stage of pipeline) {
    const name = isDocument(stage) ? Object.keys(stage)[0] : undefined;
    if (name === undefined || !UPDATE_STAGES.has(name)) {
      throw new StoreError(72, `${name ?? 'an empty stage'} is not allowed to be used within an update`);
    }
  }
  const [result] = runStages([document], pipeline, variables);
  if (!result) throw new StoreError(1, 'an update pipeline gave no document');
  if (id !== undefined && !Object.hasOwn(result, '_id')) return { _id: id, ...result };
  return result;
}
