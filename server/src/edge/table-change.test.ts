/**
 * AUT-1, AUT-2: a test of the tests. One cell of the table is changed, and exactly what depends on that cell is then
 * decided otherwise by the pipeline: nothing less, or the cell would be decoration, and nothing more.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldClasses, fieldsOf, type FieldClass } from '@parlour/shared/access/fields.js';
import {
  boundBy,
  can,
  capabilities,
  table,
  type Capability,
  type Role,
  type Scope,
} from '@parlour/shared/access/table.js';
import { operations, type AnyOperation } from '@parlour/shared/protocol/registry.js';
import { conversationEvents } from '@parlour/shared/schema/events.js';
import { schemas, type OperationSchema } from '@parlour/shared/schema/registry.js';
import { fieldsIn } from '@parlour/shared/schema/shape.js';
import type { z } from 'zod';
import { examinerOf } from '../testing/decision-ways.js';
import type { Decisions, Examiner } from '../testing/decisions.js';
import { randomFrom } from '../testing/random-from.js';
import { startServer, type TestServer } from '../testing/start-server.js';

type Cells = Record<string, Record<string, unknown>>;

const all = operations as readonly AnyOperation[];
const roles = Object.keys(table) as Role[];
const staff: readonly Role[] = ['agent', 'manager', 'provider', 'admin'];
const scopesOf: Readonly<Record<Role, readonly Scope[]>> = {
  visitor: ['none', 'site'],
  consumer: ['none', 'own', 'site'],
  agent: ['none', 'own', 'assigned', 'merchant'],
  manager: ['none', 'own', 'assigned', 'merchant'],
  provider: ['none', 'own', 'provider'],
  admin: ['none', 'own', 'platform'],
};

let server: TestServer;
let examiner: Examiner;
let before: Decisions;
beforeAll(async () => {
  server = await startServer();
  examiner = await examinerOf(server);
  before = await examiner.examine();
});
afterAll(() => server.stop());

/** What is decided otherwise while `cells[row][column]` holds `value`; then everything is as it was. */
async function changedBy(cells: Cells, row: string, column: string, value: unknown): Promise<string[]> {
  const [cell, had] = [cells[row]![column], Object.hasOwn(cells[row]!, column)];
  if (value === undefined) delete cells[row]![column];
  else cells[row]![column] = value;
  try {
    const after = await examiner.examine();
    const asked = new Set([...before.keys(), ...after.keys()]);
    return [...asked].filter((key) => before.get(key) !== after.get(key)).sort();
  } finally {
    if (had) cells[row]![column] = cell;
    else delete cells[row]![column];
  }
}

/** `operation | role`, of whatever was asked about them. */
const pairsOf = (changed: readonly string[]): string[] => [
  ...new Set(changed.map((key) => key.split(' | ').slice(0, 2).join(' | '))),
];

const withCapability = (role: Role, capability: Capability): string[] =>
  all
    .filter((operation) => operation.capability === capability)
    .map(({ name }) => `${name} | ${role}`)
    .sort();

/** A scope in which nothing differs: the same query, and the same to be accepted before. */
const alike = (role: Role, one: Scope | undefined, other: Scope | undefined): boolean =>
  one === other ||
  (role === 'admin' && [one, other].every((scope) => scope === 'none' || scope === 'platform'));

async function expectOnly(role: Role, capability: Capability, scope: Scope | undefined): Promise<void> {
  const changed = await changedBy(table as Cells, role, capability, scope);
  expect(pairsOf(changed), `${role}, ${capability}: ${scope}`).toEqual(withCapability(role, capability));
}

/** Where the fields of a class are, in what this role is answered or told. */
const fieldsOfClass = (role: Role, fieldClass: FieldClass): string[] => {
  const answered = all
    .filter(({ capability }) => can(role, capability) !== null)
    .map(({ name }) => [name, (schemas[name] as OperationSchema<unknown, unknown>).output] as const);
  const told = role === 'consumer' || role === 'agent' ? Object.entries(conversationEvents) : [];
  return [...answered, ...told]
    .flatMap(([name, schema]) =>
      [...fieldsIn(schema as z.ZodType)]
        .filter(([, its]) => its === fieldClass)
        .map(([path]) => `${name} | ${role} | ${path}`),
    )
    .sort();
};

describe('one cell of the table', () => {
  it('AUT-1 decides nothing by itself twice: the same table is decided the same', async () => {
    expect(await changedBy(table as Cells, 'agent', 'label.put', table.agent['label.put'])).toEqual([]);
    expect(before.size).toBeGreaterThan(4_000);
  });

  it.each<[what: string, Role, Capability, Scope | undefined]>([
    ['is withdrawn', 'agent', 'label.put', undefined],
    ['reaches further', 'agent', 'conversation.transfer', 'merchant'],
    ['reaches less far', 'manager', 'report.read', 'own'],
    ['is given to those who may never have it', 'provider', 'inbox.read', 'provider'],
    ['is given to an admin', 'admin', 'conversation.read', 'platform'],
    ['is taken from consumers', 'consumer', 'data.own', undefined],
    ['is taken from visitors', 'visitor', 'session.open', undefined],
    ['touches nobody’s data any more', 'manager', 'hold.custody', 'none'],
  ])('AUT-1 a capability that %s changes its operations for that role, and no other', (_what, ...cell) =>
    expectOnly(...cell),
  );

  it('AUT-1 whichever is drawn: its operations for that role, and no other', async () => {
    const draw = randomFrom(3);
    const among = <Item>(items: readonly Item[]): Item => items[draw(items.length)]!;
    for (let drawn = 0; drawn < 24;) {
      const [role, capability] = [among(roles), among(capabilities)];
      const scope = among([undefined, ...scopesOf[role]]);
      if (alike(role, can(role, capability) ?? undefined, scope)) continue;
      drawn += 1;
      await expectOnly(role, capability, scope);
    }
  });

  it.each<[Role, FieldClass]>([
    ['agent', 'transcript'],
    ['agent', 'consumer'],
    ['consumer', 'secret'],
    ['consumer', 'staff.id'],
    ['manager', 'staff.email'],
    ['provider', 'transcript'],
    ['admin', 'consumer'],
    ['admin', 'transcript'],
    ['visitor', 'own.email'],
    ['visitor', 'secret'],
  ])('AUT-2 of the fields: what %s sees of class %s, and nothing else', async (role, fieldClass) => {
    const row = fieldsOf[role] as readonly FieldClass[];
    const other = row.includes(fieldClass) ? row.filter((one) => one !== fieldClass) : [...row, fieldClass];
    const changed = await changedBy({ fieldsOf } as unknown as Cells, 'fieldsOf', role, other);
    const expected = fieldsOfClass(role, fieldClass);
    expect(changed).toEqual(expected);
    expect(fieldClasses).toContain(fieldClass);
  });

  it('ACC-2 a fresh proof that is not asked for any more is missed where it was, and nowhere else', async () => {
    const dangerous = all.filter((operation) => 'stepUp' in operation && operation.stepUp);
    expect(dangerous.length).toBeGreaterThan(10);
    for (const operation of dangerous.filter((_, at) => at % 4 === 0)) {
      const changed = await changedBy({ operation } as unknown as Cells, 'operation', 'stepUp', undefined);
      const having = staff.filter((role) => can(role, operation.capability) !== null);
      expect(changed).toEqual(
        having.map((role) => `${operation.name} | ${role} | without a fresh proof`).sort(),
      );
    }
  });

  it('CON-8 a purpose that is not asked for any more is missed where it was, and nowhere else', async () => {
    const asking = all.filter(({ purpose }) => purpose !== 'service');
    for (const operation of asking) {
      const changed = await changedBy({ operation } as unknown as Cells, 'operation', 'purpose', 'service');
      const expected = roles.map((role) => `${operation.name} | ${role} | without consent`).sort();
      expect(changed).toEqual(expected);
    }
  });

  it.each<[Role, 'merchant' | 'provider' | null]>([
    ['agent', null],
    ['provider', null],
    ['manager', 'provider'],
  ])(
    'POL-3 whose documents bind %s: %s instead opens or closes just what they guarded',
    async (role, whose) => {
      const changed = await changedBy({ boundBy } as unknown as Cells, 'boundBy', role, whose);
      const guarded = all.filter(({ capability }) => {
        const scope = can(role, capability);
        return scope !== null && scope !== 'own' && scope !== 'none';
      });
      const what = whose === null ? 'before acceptance' : 'reached';
      const about = changed.filter((key) => key.endsWith(what));
      expect(about).toEqual(guarded.map(({ name }) => `${name} | ${role} | ${what}`).sort());
      expect(pairsOf(changed).every((pair) => pair.endsWith(`| ${role}`))).toBe(true);
    },
  );
});
