/** A valid input for any operation, made from its schema: so that a test over all operations forgets none. */
import type { z } from 'zod';
import type { IdKind } from '@parlour/shared/model/ids.js';
import { idPrefix } from '@parlour/shared/model/ids.js';

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
  '0'.repeat(64),
  'A'.repeat(86),
];

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
