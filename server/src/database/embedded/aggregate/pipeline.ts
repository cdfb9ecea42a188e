import { Aggregator } from 'mingo/aggregator';
import * as pipelineOperators from 'mingo/operators/pipeline';
import { notImplemented, StoreError } from '../errors.js';
import { isDocument, type Document, type Value } from '../values/kinds.js';
import { expressionContext, expressionError, OPTIONS } from './expression.js';
import { splitPath } from '../query/path.js';
import { shapingStages } from './shaping.js';
import { correctedStages, setFields, type Stage } from './stages.js';

const { $facet } = pipelineOperators;

/** Stages that MongoDB has and this store has not. */
const LEFT_OUT = new Set([
  '$bucketAuto', '$collStats', '$currentOp', '$densify', '$fill', '$geoNear', '$graphLookup',
  '$indexStats', '$listSampledQueries', '$planCacheStats', '$redact', '$search', '$searchMeta', '$setWindowFields',
  '$shardedDataDistribution', '$vectorSearch', '$listSearchIndexes', '$changeStreamSplitLargeEvent',
]); // prettier-ignore

/** Stages that reach other collections; they are given by who runs the pipeline. */
export type Reaching = Record<string, Stage>;

const NONE_REACHING: Reaching = {};
const own = { $facet, ...shapingStages, ...correctedStages };
/** Made once: there is one for each document that an update pipeline changes. */
let ownContext: ReturnType<typeof expressionContext> | null = null;

/** As a standalone MongoDB answers. */
export const changeStream = (): StoreError =>
  new StoreError(40573, 'The $changeStream stage is only supported on replica sets');

/** Runs the stages of a pipeline over documents. `reaching` adds the stages that need the store. */
export function runStages(
  documents: Iterable<Document>,
  pipeline: readonly Document[],
  variables: Document,
  reaching: Reaching = NONE_REACHING,
): Document[] {
  if (pipeline.length === 0) return [...documents];
  const stages = reaching === NONE_REACHING ? own : { ...own, ...reaching };
  for (const stage of pipeline) {
    const [name, more] = isDocument(stage) ? Object.keys(stage) : [];
    if (name === undefined || more !== undefined) {
      throw new StoreError(40323, 'A pipeline stage specification object must contain exactly one field.');
    }
    if (name === '$facet') checkFacet(stage.$facet);
    if (Object.hasOwn(stages, name)) continue;
    if (name === '$out' || name === '$merge')
      throw new StoreError(40601, `${name} can only be the final stage in the pipeline`);
    if (name === '$changeStream') throw changeStream();
    if (LEFT_OUT.has(name)) throw notImplemented(`the stage ${name}`);
    throw new StoreError(40324, `Unrecognized pipeline stage name: '${name}'`);
  }
  try {
    const context = stages === own ? (ownContext ??= expressionContext(own)) : expressionContext(stages);
    const options = { ...OPTIONS, context, variables };
    return new Aggregator(pipeline as never, options as never).run(
      documents as never,
    ) as unknown as Document[];
  } catch (error) {
    throw expressionError(error);
  }
}

/** Every part of a `$facet` is a pipeline that only reads. */
function checkFacet(spec: Value): void {
  if (!isDocument(spec) || Object.keys(spec).length === 0)
    throw new StoreError(40169, 'the $facet specification must be a non-empty object');
  for (const [name, stages] of Object.entries(spec)) {
    if (!Array.isArray(stages))
      throw new StoreError(40170, `arguments to $facet must be arrays, ${name} is not`);
    for (const stage of stages as Value[]) {
      const inner = isDocument(stage) ? Object.keys(stage)[0] : undefined;
      if (inner === undefined || !Object.hasOwn(own, inner) || inner === '$facet')
        throw new StoreError(
          40600,
          `${inner ?? 'an empty stage'} is not allowed to be used within a $facet stage`,
        );
    }
  }
}

const UPDATE_STAGES = new Set(['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith']);

/** An update given as a pipeline: what it does to a document, and which top-level fields it may change (null: any). */
export function updatePipeline(
  pipeline: readonly Document[],
  variables: Document,
): { run: (document: Document) => Document; touched: ReadonlySet<string> | null } {
  const sets = pipeline.map(fieldsSet);
  if (pipeline.length === 0 || sets.includes(null))
    return { run: (document) => runUpdatePipeline(document, pipeline, variables), touched: null };
  const steps = sets.map((fields) => setFields(fields!));
  return {
    run: (document) => steps.reduce((result, step) => step(result, variables), document),
    touched: new Set(sets.flatMap((fields) => Object.keys(fields!).map((path) => splitPath(path)[0]!))),
  };
}

/** What a stage sets, where it is one that does no more than that; not `_id`, which must stay and stay first. */
function fieldsSet(stage: Document): Document | null {
  const [name, more] = isDocument(stage) ? Object.keys(stage) : [];
  const fields = name === '$set' || name === '$addFields' ? stage[name] : undefined;
  if (more !== undefined || !isDocument(fields)) return null;
  return Object.keys(fields).some((path) => splitPath(path)[0] === '_id') ? null : fields;
}

/** The same for one document. */
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
  if (id === undefined) return result;
  const { _id: own = id, ...rest } = result;
  return { _id: own, ...rest };
}
