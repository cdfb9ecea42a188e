import { badValue, notImplemented, StoreError } from '../errors.js';
import { compileFilter, filterDocument } from '../query/filter.js';
import { Finder, Pace } from '../query/find.js';
import type { Plan } from '../query/plan.js';
import { parseSort } from '../query/sort.js';
import { isDocument, type Document, type Value } from '../values/kinds.js';
import { shell } from '../values/shell.js';
import { parsePipeline, splitPipeline } from './aggregate.js';
import { collectionName, numberField, OK, type Commands, type Context } from './command.js';
import { parseFind } from './read.js';

/** What a command would look for, of those that can be explained. */
function explained(command: Document, context: Context) {
  const name = Object.keys(command)[0];
  const namespace = (field: string) => `${context.database}.${collectionName(command, field)}`;
  switch (name) {
    case 'find': {
      const { namespace: ns, query } = parseFind(command, context);
      return { ns, query };
    }
    case 'count':
    case 'distinct': {
      const filter = compileFilter(filterDocument(command.query, 'query'));
      return { ns: namespace(name), query: { filter, hint: command.hint } };
    }
    case 'aggregate': {
      const head = splitPipeline(parsePipeline(command.pipeline));
      const filter = compileFilter(head.filter);
      return {
        ns: namespace(name),
        query: { filter, sort: parseSort(head.sort), skip: head.skip, limit: head.limit, hint: command.hint },
      };
    }
    case 'update':
    case 'delete': {
      const list = command[name === 'update' ? 'updates' : 'deletes'] as Value[];
      const statement = Array.isArray(list) && list.length === 1 ? list[0] : undefined;
      if (!isDocument(statement)) throw new StoreError(16, 'explained write batches must be of size 1');
      return {
        ns: namespace(name),
        query: { filter: compileFilter(filterDocument(statement.q, 'q')), hint: statement.hint },
      };
    }
    case 'findAndModify':
    case 'findandmodify': {
      const filter = compileFilter(filterDocument(command.query, 'query'));
      return {
        ns: namespace(name),
        query: { filter, sort: parseSort(command.sort), limit: 1, hint: command.hint },
      };
    }
    default:
      throw notImplemented(`explain of ${name ?? 'nothing'}`);
  }
}

const VERBOSITIES = new Set<Value>(['queryPlanner', 'executionStats', 'allPlansExecution']);

/** Plans the query and, unless only the plan is asked for, runs its reading part: which index, how much looked at. */
async function explain(command: Document, context: Context): Promise<Document> {
  if (!isDocument(command.explain))
    throw new StoreError(14, "BSON field 'explain.explain' is the wrong type, expected type 'object'");
  const verbosity = command.verbosity ?? 'allPlansExecution';
  if (!VERBOSITIES.has(verbosity))
    throw badValue(
      `Enumeration value '${shell(verbosity)}' for field 'explain.verbosity' is not a valid value.`,
    );
  const { ns, query } = explained(command.explain, context);
  const collection = context.store.catalog.get(ns);
  if (!collection) {
    return {
      explainVersion: '1',
      queryPlanner: { namespace: ns, winningPlan: { stage: 'EOF' }, rejectedPlans: [] },
      ok: OK,
    };
  }
  const finder = new Finder(context.store.engine, collection, query);
  const planned = describe(finder.plan, finder.sortsInMemory);
  const reply: Document = {
    explainVersion: '1',
    queryPlanner: { namespace: ns, winningPlan: planned, rejectedPlans: [] },
  };
  if (verbosity !== 'queryPlanner') {
    const started = performance.now();
    const pace = new Pace(numberField(command, 'maxTimeMS', 0));
    let nReturned = 0;
    while (await finder.advance(pace)) nReturned++;
    reply.executionStats = {
      executionSuccess: true,
      nReturned,
      executionTimeMillis: Math.round(performance.now() - started),
      totalKeysExamined: finder.scan.examinedKeys,
      totalDocsExamined: finder.scan.examinedDocuments,
    };
  }
  return { ...reply, ok: OK };
}

function describe(plan: Plan, sorts: boolean): Document {
  const inner = stageOf(plan);
  return sorts ? { stage: 'SORT', inputStage: inner } : inner;
}

function stageOf(plan: Plan): Document {
  switch (plan.type) {
    case 'collection':
      return { stage: 'COLLSCAN', direction: plan.reverse ? 'backward' : 'forward' };
    case 'nothing':
      return { stage: 'EOF' };
    case 'or':
      return { stage: 'SUBPLAN', inputStage: { stage: 'OR', inputStages: plan.branches.map(stageOf) } };
    case 'index':
      return {
        stage: 'FETCH',
        inputStage: {
          stage: 'IXSCAN',
          indexName: plan.index.name,
          keyPattern: plan.index.spec.key,
          isMultiKey: plan.index.isMultikey,
          isUnique: plan.index.unique,
          isSparse: plan.index.sparse,
          isPartial: plan.index.partial !== null,
          direction: plan.reverse ? 'backward' : 'forward',
          ranges: plan.ranges.length,
        },
      };
  }
}

export const explainCommands: Commands = {
  explain: { stable: true, fields: ['verbosity'], run: explain },
};
