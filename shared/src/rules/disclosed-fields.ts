/** DIS-2: what leaves is put together from what the registry allows, and the rest is not even read. */
import type { DisclosedField } from '../model/disclosure.js';

type Fact = Readonly<Record<string, unknown>>;

/** How each field is read; a field that is not allowed is never asked for. */
export type Facts = { readonly [Field in DisclosedField]?: () => Fact | Promise<Fact> };

/** The allowed facts as one object. */
export async function shapeDisclosed(facts: Facts, allowed: readonly DisclosedField[]): Promise<Fact> {
  const read = await Promise.all([...new Set(allowed)].map(async (field) => facts[field]?.()));
  return Object.assign({}, ...read) as Fact;
}
