import type { Finder, Pace } from '../query/find.js';
import { Kind, kindOf, type Document, type Value } from '../values/kinds.js';
import { toDouble } from '../values/numbers.js';
import type { Source } from './cursors.js';
import { Held, roughBytes } from './held.js';

/** Stages that look at one document at a time. */
const ONE_BY_ONE = new Set([
  '$match', '$project', '$addFields', '$set', '$unset', '$replaceRoot', '$replaceWith', '$unwind', '$lookup',
]); // prettier-ignore

/** So many documents go through the stages together. */
const PIECE = 64;

/** Runs stages over documents. */
export type Run = (documents: Document[], stages: readonly Document[]) => Document[];

/**
 * What stages make of the documents that are found. As far as the stages look at one document at a time the documents
 * flow through them to the cursor; what comes after, from the first that needs all of them on, runs in one go, over at
 * most 100 MiB.
 *
 * @throws StoreError 292 where it would be more.
 */
export async function flow(
  finder: Finder,
  pace: Pace,
  stages: readonly Document[],
  run: Run,
): Promise<Source> {
  run([], stages); // a stage that is not one is refused before anything is read
  const first = stages.findIndex((stage) => !ONE_BY_ONE.has(Object.keys(stage)[0]!));
  const each = first < 0 ? stages : stages.slice(0, first);
  const rest = first < 0 ? [] : stages.slice(first);
  const piece = async (): Promise<Document[] | null> => {
    const documents: Document[] = [];
    while (documents.length < PIECE) {
      const match = await finder.advance(pace);
      if (!match) break;
      documents.push(match.document);
    }
    return documents.length === 0 ? null : run(documents, each);
  };
  if (rest.length === 0) return flowing(piece, pace);
  const held = new Held();
  const documents: Document[] = [];
  const enough = needed(rest);
  for (let made = await piece(); made; made = await piece()) {
    for (const document of made) {
      held.add(roughBytes(document));
      documents.push(document);
    }
    if (documents.length >= enough) break;
    if (pace.due) await pace.rest();
  }
  return listSource(run(documents, rest));
}

/** How many documents a `$limit` that comes first lets through. */
function needed(stages: readonly Document[]): number {
  const count = (stage: Document | undefined, name: string): number | null => {
    const value: Value = stage?.[name];
    return kindOf(value) === Kind.Number ? toDouble(value) : null;
  };
  const skip = count(stages[0], '$skip');
  const limit = count(stages[skip === null ? 0 : 1], '$limit');
  return limit === null ? Infinity : (skip ?? 0) + limit;
}

function flowing(piece: () => Promise<Document[] | null>, pace: Pace): Source {
  let made: Document[] = [];
  let at = 0;
  return {
    pace,
    async next() {
      while (at >= made.length) {
        const more = await piece();
        if (!more) return null;
        [made, at] = [more, 0];
        if (pace.due) await pace.rest();
      }
      return made[at++]!;
    },
  };
}

export function listSource(documents: readonly Document[]): Source {
  let at = 0;
  return { next: () => Promise.resolve(documents[at++] ?? null) };
}
