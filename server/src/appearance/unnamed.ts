/**
 * Where a merchant does not show the names of its agents, nobody who is a consumer learns them, by whatever way they
 * ask: every answer to a consumer passes here, and every transcript that is put together for one.
 */
import type { Appearances } from './appearances.js';

/** What stands in place of a name. The widget has a word of its own for it in each language. */
const anAgent = 'Agent';

/** The same as it was where names are shown. */
export async function asConsumersSee<Value>(
  appearances: Pick<Appearances, 'of'>,
  merchant: string,
  value: Value,
): Promise<Value> {
  const { agentNames } = await appearances.of(merchant);
  return agentNames ? value : unnamed(value);
}

/** Agents are where something is by them (`role`, `from`), under `agent` or `about`, and among those who have looked. */
export function unnamed<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(unnamed) as Value;
  if (!isPlain(value)) return value;
  const entries = Object.entries(value).map(([name, inner]): [string, unknown] => {
    if (name === 'name' && isOfAgent(value)) return [name, inner === null ? null : anAgent];
    if (name === 'agent' || name === 'about') return [name, withoutName(inner)];
    if (name === 'viewers' && Array.isArray(inner)) return [name, inner.map(withoutName)];
    return [name, unnamed(inner)];
  });
  return Object.fromEntries(entries) as Value;
}

/** By what is said of them, and of who types by who that is (MSG-9). */
const isOfAgent = ({ role, participant }: Record<string, unknown>): boolean =>
  role === 'agent' || (typeof participant === 'string' && participant !== 'consumer');

function withoutName(value: unknown): unknown {
  if (typeof value === 'string') return anAgent;
  if (!isPlain(value) || !('name' in value)) return unnamed(value);
  // Whoever is not named is not shown either (ACC-8).
  const { picture: _picture, ...rest } = value;
  return { ...rest, name: anAgent };
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
