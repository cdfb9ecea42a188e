/** The one table as people read it: every operation, who may call it, and on whose data. */
import { can, table, type Role, type Scope } from '../access/table.js';
import { operations } from './registry.js';

export interface MatrixRow {
  readonly operation: string;
  readonly summary: string;
  readonly capability: string;
  /** `HTTP`, `socket` or both. */
  readonly ways: readonly ('HTTP' | 'socket')[];
  readonly scopes: Readonly<Record<Role, Scope | null>>;
}

export const matrixRoles = Object.keys(table) as Role[];

/** A scope in words, from the caller's side. */
export const scopeWords: Readonly<Record<Scope, string>> = {
  none: 'yes',
  own: 'their own',
  assigned: 'the ones they have',
  merchant: 'their merchant’s',
  provider: 'their provider’s',
  site: 'this site’s',
  platform: 'the platform’s',
};

export const matrixRows = (): MatrixRow[] =>
  operations.map(({ name, summary, capability, http, socket }) => ({
    operation: name,
    summary,
    capability,
    ways: [...(http ? (['HTTP'] as const) : []), ...(socket ? (['socket'] as const) : [])],
    scopes: Object.fromEntries(matrixRoles.map((role) => [role, can(role, capability)])) as Record<
      Role,
      Scope | null
    >,
  }));
