/** Which class a field of an answer belongs to, said where the field's validator is made. */
import { z } from 'zod';
import type { FieldClass } from '../access/fields.js';

const classes = z.registry<{ fieldClass: FieldClass }>();

/** Marks this very schema; write it around the field: `text: ofClass('transcript', z.string())`. */
export function ofClass<Schema extends z.ZodType>(fieldClass: FieldClass, schema: Schema): Schema {
  classes.add(schema, { fieldClass });
  return schema;
}

export const classOf = (schema: z.core.$ZodType): FieldClass | null =>
  classes.get(schema as z.ZodType)?.fieldClass ?? null;
