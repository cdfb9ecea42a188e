/** Full answers of every schema, and which of their fields came through: what `decisions.ts` compares. */
import { operations } from '@parlour/shared/protocol/registry.js';
import { conversationEvents } from '@parlour/shared/schema/events.js';
import { schemas, type OperationSchema } from '@parlour/shared/schema/registry.js';
import { fieldsIn } from '@parlour/shared/schema/shape.js';
import type { z } from 'zod';
import type { UseCases } from '../use-cases.js';
import type { OperationCall } from '../use-case.js';
import { sampleAnswers } from './sample-input.js';

export const known = schemas as Readonly<Record<string, OperationSchema<unknown, unknown>>>;

export interface Sample {
  readonly schema: z.ZodType;
  /** One of each kind that it can be. */
  readonly answers: readonly unknown[];
  readonly paths: readonly string[];
  readonly records: readonly string[];
}

const sampleOf = (schema: z.ZodType): Sample => {
  const paths = [...fieldsIn(schema).keys()];
  const records = [
    ...new Set(paths.filter((path) => path.includes('{}')).map((path) => path.split('{}')[0]!)),
  ];
  return { schema, answers: sampleAnswers(schema), paths, records };
};

export const samples = new Map(
  [
    ...Object.entries(known).map(([name, { output }]) => [name, output as z.ZodType] as const),
    ...Object.entries(conversationEvents).map(([name, event]) => [name, event as z.ZodType] as const),
  ].map(([name, schema]) => [name, sampleOf(schema)]),
);

/**
 * Use cases that do nothing but answer with all that their schema knows, and remember on whose data they were let;
 * while it is off, everything is carried out as usual.
 */
export class Recorder {
  on = false;
  reached: OperationCall['scope'] | null = null;

  instead(real: UseCases | null): UseCases {
    const record = (name: string) => (input: unknown, call: OperationCall) => {
      if (!this.on && real) return (real as unknown as Record<string, Run>)[name]!(input, call);
      this.reached = call.scope;
      return Promise.resolve(samples.get(name)!.answers[0]);
    };
    return Object.fromEntries(operations.map(({ name }) => [name, record(name)])) as unknown as UseCases;
  }
}

type Run = (input: unknown, call: OperationCall) => Promise<unknown>;

/** Of each field that the schema knows, whether it came: as it is, as the word `agent`, or not at all. */
export function fieldsOfAnswer(
  { answers, paths, records }: Sample,
  told: readonly unknown[],
): [string, string][] {
  const [sent, got] = [new Map<string, unknown>(), new Map<string, unknown>()];
  for (const answer of answers.slice(0, told.length)) flat(answer, records, '', sent);
  for (const one of told) flat(one, records, '', got);
  return paths
    .filter((path) => sent.has(path))
    .map((path) => {
      if (!got.has(path)) return [path, 'gone'];
      return [path, got.get(path) === sent.get(path) ? 'seen' : String(got.get(path))];
    });
}

function flat(value: unknown, records: readonly string[], path = '', into = new Map<string, unknown>()) {
  if (Array.isArray(value)) for (const one of value) flat(one, records, `${path}[]`, into);
  else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) {
      const key = records.includes(path) ? `${path}{}` : path ? `${path}.${name}` : name;
      if (key.endsWith('{}')) into.set(key, name);
      flat(inner, records, key, into);
    }
  else if (!into.has(path)) into.set(path, value);
  return into;
}
