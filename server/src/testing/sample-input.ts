/** A valid input for any operation, made from its schema: so that a test over all operations forgets none. */
import type { z } from 'zod';
import type { IdKind } from '@parlour/shared/model/ids.js';
import { idPrefix } from '@parlour/shared/model/ids.js';
import { fieldsIn } from '@parlour/shared/schema/shape.js';

export type Ids = Partial<Record<IdKind, string>>;

interface Definition {
  readonly type: string;
  readonly shape?: Record<string, z.ZodType>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly entries?: Record<string, unknown>;
  readonly values?: readonly unknown[];
  readonly in?: z.ZodType;
}

const definitionOf = (schema: z.ZodType): Definition => schema._zod.def as unknown as Definition;

const words = [
  'a@sample.example',
  'a sufficiently long passphrase',
  'en',
  'motors',
  'Motors',
  '123456',
  'https://cars.example',
  '2100-01-20',
  'Europe/Berlin',
  '09:00',
  '#336699',
  '1',
  '1.0.0',
  'A'.repeat(22),
  'A'.repeat(43),
  `code.${'A'.repeat(43)}`,
  '0'.repeat(64),
  'A'.repeat(86),
];

/** Answers with every field that the schema knows, one of each kind it can be: what a shape drops is missed there. */
export function sampleAnswers(schema: z.ZodType): unknown[] {
  return (definitionOf(schema).options ?? [schema]).map(sampleAnswer);
}

function sampleAnswer(schema: z.ZodType): unknown {
  const { shape, element, innerType, options } = definitionOf(schema);
  if (shape) return fullObject(schema, shape);
  if (element) return fullList(schema, element);
  if (options) return sampleAnswer(mostGuarded(options));
  if (innerType) return sampleAnswer(innerType);
  return schema.safeParse(nobodys['account']).success ? nobodys['account'] : sample(schema, nobodys);
}

/** Of an agent and a consumer the agent, for instance: whose id is what some may not see. */
function mostGuarded(options: readonly z.ZodType[]): z.ZodType {
  const guarded = (option: z.ZodType): number =>
    [...fieldsIn(option).values()].filter((fieldClass) => fieldClass !== 'plain').length;
  return options.toSorted((one, other) => guarded(other) - guarded(one))[0]!;
}

/** With empty lists where full ones do not go with the rest, without what may be left out where that does not. */
function fullObject(schema: z.ZodType, shape: Record<string, z.ZodType>): unknown {
  const fields = Object.entries(shape).map(([name, field]) => [name, sampleAnswer(field)] as const);
  const fits = (all: unknown): boolean => schema.safeParse(all).success;
  const whole = Object.fromEntries(fields);
  const bare = Object.fromEntries(fields.map(([name, value]) => [name, Array.isArray(value) ? [] : value]));
  const least = Object.fromEntries(fields.filter(([name]) => definitionOf(shape[name]!).type !== 'optional'));
  return [whole, bare, least].find(fits) ?? whole;
}

/** One of each kind; seven of a kind where a week is asked for. */
function fullList(schema: z.ZodType, element: z.ZodType): unknown[] {
  const one = sampleAnswers(element);
  return schema.safeParse(one).success ? one : Array.from({ length: 7 }, () => one[0]);
}

/** Made of what the schema takes, with these ids wherever an id is asked for. Null where it cannot be made. */
export function sampleInput(schema: z.ZodType, ids: Ids): Record<string, unknown> {
  return sample(schema, ids) as Record<string, unknown>;
}

/** Whether an id is asked for anywhere at the top of the input. */
export const namesResource = (schema: z.ZodType, ids: Ids): boolean =>
  Object.values(definitionOf(schema).shape ?? {}).some((field) => isId(field, ids));

const isId = (field: z.ZodType, ids: Ids): boolean =>
  !field.safeParse('a').success && Object.values(ids).some((id) => field.safeParse(id).success);

function sample(schema: z.ZodType, ids: Ids): unknown {
  const { type, shape, element, innerType, options, entries, values, in: input } = definitionOf(schema);
  if (shape) return sampleObject(shape, ids);
  if (type === 'string' || type === 'pipe' || type === 'custom') return text(schema, ids, input);
  if (entries) return Object.values(entries)[0];
  if (values) return values[0];
  if (element) return schema.safeParse([]).success ? [] : [sample(element, ids)];
  if (options) return sample(options[0]!, ids);
  if (innerType) return type === 'nullable' ? null : sample(innerType, ids);
  if (type === 'boolean') return true;
  if (type === 'record') return {};
  return [1, 0, 60, 3_600_000, 86_400_000, 5_000_000_000].find((count) => schema.safeParse(count).success);
}

function sampleObject(shape: Record<string, z.ZodType>, ids: Ids): Record<string, unknown> {
  const fields = Object.entries(shape).filter(
    ([, field]) => definitionOf(field).type !== 'optional' || isId(field, ids),
  );
  return Object.fromEntries(fields.map(([name, field]) => [name, sample(field, ids)]));
}

function text(schema: z.ZodType, ids: Ids, inner: z.ZodType | undefined): unknown {
  const candidates = [...words, ...Object.values(ids)];
  const found = candidates.find((candidate) => schema.safeParse(candidate).success);
  return found ?? (inner ? sample(inner, ids) : undefined);
}

/** Ids that nobody has. */
export const nobodys: Ids = Object.fromEntries(
  Object.entries(idPrefix).map(([kind, prefix]) => [kind, `${prefix}${'Z'.repeat(22)}`]),
);
