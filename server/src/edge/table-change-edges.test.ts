/**
 * AUT-1, AUT-2: the same test of the tests as `table-change.test.ts`, from outside: a server that listens is asked over
 * HTTP and over sockets, by sessions, tokens and pages, while one cell of its table is changed.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf, type FieldClass } from '@parlour/shared/access/fields.js';
import { boundBy, can, table, type Capability, type Role, type Scope } from '@parlour/shared/access/table.js';
import { operations, type AnyOperation } from '@parlour/shared/protocol/registry.js';
import { schemas, type OperationSchema } from '@parlour/shared/schema/registry.js';
import { fieldsIn } from '@parlour/shared/schema/shape.js';
import type { z } from 'zod';
import { edgeExaminersOf } from '../testing/decision-ways.js';
import type { Decisions, Examiner } from '../testing/decisions.js';
import { Recorder } from '../testing/sampled-fields.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { Throttle } from './throttle.js';

type Cells = Record<string, Record<string, unknown>>;
type Wanted = (operation: AnyOperation, role: Role) => boolean;

const all = operations as readonly AnyOperation[];
const ways = ['http', 'socket'] as const;
type WayIn = (typeof ways)[number];

const recorder = new Recorder();
let server: TestServer;
let examiners: Record<WayIn, Examiner>;
let before: Record<WayIn, Decisions>;
beforeAll(async () => {
  server = await startServer({
    throttle: new Throttle(100_000),
    aroundUseCases: (real) => recorder.instead(real),
  });
  examiners = await edgeExaminersOf(server, recorder);
  before = { http: await examiners.http.examine(), socket: await examiners.socket.examine() };
});
afterAll(() => server.stop());

/** Everything for the role, what has the same capability for every role, and of the rest each eleventh. */
const around = (role: Role, capability?: Capability): Wanted => {
  const drawn = new Set(all.filter((_, at) => at % 11 === 0).map(({ name }) => name));
  return (operation, its) => its === role || operation.capability === capability || drawn.has(operation.name);
};

interface Change {
  readonly cells: Cells;
  readonly row: string;
  readonly column: string;
  readonly value: unknown;
}

/** By way in, what is decided otherwise while one cell is another; then everything is as it was. */
async function changedBy({ cells, row, column, value }: Change, wanted: Wanted) {
  const [cell, had] = [cells[row]![column], Object.hasOwn(cells[row]!, column)];
  if (value === undefined) delete cells[row]![column];
  else cells[row]![column] = value;
  try {
    return { http: await differing('http', wanted), socket: await differing('socket', wanted) };
  } finally {
    if (had) cells[row]![column] = cell;
    else delete cells[row]![column];
  }
}

async function differing(way: WayIn, wanted: Wanted): Promise<string[]> {
  const after = await examiners[way].examine(wanted);
  const asked = (key: string): boolean => {
    const [name, role] = key.split(' | ');
    return wanted(
      all.find((operation) => operation.name === name)!,
      role as Role,
    );
  };
  const keys = new Set([...[...before[way].keys()].filter(asked), ...after.keys()]);
  return [...keys].filter((key) => before[way].get(key) !== after.get(key)).sort();
}

const carried = (way: WayIn): AnyOperation[] =>
  all.filter(({ http, socket }) => Boolean(way === 'http' ? http : socket));

const pairsOf = (changed: readonly string[]): string[] => [
  ...new Set(changed.map((key) => key.split(' | ').slice(0, 2).join(' | '))),
];

describe('one cell of the table of a server that listens', () => {
  it('AUT-1 is asked by every operation over each way it has, and answered as a server answers', () => {
    for (const way of ways) {
      for (const { name } of carried(way))
        for (const role of Object.keys(table))
          expect(before[way].get(`${name} | ${role} | reached`), `${way}: ${name} as ${role}`).not.toMatch(
            /^(invalid_input|internal|unavailable|too_many_requests|cross_site|not_found)?$/,
          );
      for (const { name, capability } of carried(way))
        for (const role of Object.keys(table) as Role[])
          expect(before[way].get(`${name} | ${role} | reached`)!.startsWith('{'), `${name} as ${role}`).toBe(
            can(role, capability) !== null,
          );
    }
  });

  it('AUT-1 decides nothing by itself twice: the same table is decided the same', async () => {
    const same = {
      cells: table as Cells,
      row: 'agent',
      column: 'label.put',
      value: table.agent['label.put'],
    };
    expect(await changedBy(same, () => true)).toEqual({ http: [], socket: [] });
  });

  it.each<[what: string, Role, Capability, Scope | undefined]>([
    ['is withdrawn', 'agent', 'message.send', undefined],
    ['reaches further', 'agent', 'conversation.transfer', 'merchant'],
    ['reaches less far', 'manager', 'account.manage', 'own'],
    ['is given to those who may never have it', 'provider', 'conversation.read', 'provider'],
    ['is given to an admin', 'admin', 'inbox.read', 'platform'],
    ['is taken from consumers', 'consumer', 'data.own', undefined],
    ['is taken from visitors', 'visitor', 'session.open', undefined],
  ])(
    'AUT-1 a capability that %s changes its operations for that role, and no other',
    async (_what, role, capability, value) => {
      const cells = table as Cells;
      const changed = await changedBy(
        { cells, row: role, column: capability, value },
        around(role, capability),
      );
      for (const way of ways) {
        const its = carried(way).filter((operation) => operation.capability === capability);
        expect(pairsOf(changed[way]), way).toEqual(its.map(({ name }) => `${name} | ${role}`).sort());
      }
    },
  );

  it.each<[Role, FieldClass]>([
    ['consumer', 'transcript'],
    ['consumer', 'staff.id'],
    ['agent', 'consumer'],
    ['manager', 'staff.email'],
    ['provider', 'transcript'],
    ['admin', 'consumer'],
    ['visitor', 'secret'],
  ])('AUT-2 of the fields: what %s sees of class %s, and nothing else', async (role, fieldClass) => {
    const row = fieldsOf[role] as readonly FieldClass[];
    const value = row.includes(fieldClass) ? row.filter((one) => one !== fieldClass) : [...row, fieldClass];
    const cells = { fieldsOf } as unknown as Cells;
    const changed = await changedBy({ cells, row: 'fieldsOf', column: role, value }, around(role));
    for (const way of ways) expect(changed[way], way).toEqual(fieldsOfClass(way, role, fieldClass));
  });

  it('ACC-2 a fresh proof that is not asked for any more is missed where it was, and nowhere else', async () => {
    const dangerous = all.filter((operation) => 'stepUp' in operation && operation.stepUp);
    for (const operation of [dangerous[0]!, dangerous.at(-1)!]) {
      const having = (Object.keys(table) as Role[]).filter(
        (role) => can(role, operation.capability) !== null,
      );
      const cells = { operation } as unknown as Cells;
      const change = { cells, row: 'operation', column: 'stepUp', value: undefined };
      const changed = await changedBy(change, around(having[0]!, operation.capability));
      const expected = having.map((role) => `${operation.name} | ${role} | without a fresh proof`).sort();
      for (const way of ways)
        expect(changed[way], way).toEqual(carried(way).includes(operation) ? expected : []);
    }
  });

  it.each<[Role, 'merchant' | 'provider' | null]>([
    ['agent', null],
    ['provider', null],
    ['manager', 'provider'],
  ])(
    'POL-3 whose documents bind %s: %s instead opens or closes just what they guarded',
    async (role, value) => {
      const cells = { boundBy } as unknown as Cells;
      const changed = await changedBy({ cells, row: 'boundBy', column: role, value }, around(role));
      const what = value === null ? 'before acceptance' : 'reached';
      for (const way of ways) {
        const guarded = carried(way).filter(({ capability }) => {
          const scope = can(role, capability);
          return scope !== null && scope !== 'own' && scope !== 'none';
        });
        const about = changed[way].filter((key) => key.endsWith(what));
        expect(about, way).toEqual(guarded.map(({ name }) => `${name} | ${role} | ${what}`).sort());
        expect(pairsOf(changed[way]).every((pair) => pair.endsWith(`| ${role}`))).toBe(true);
      }
    },
  );

  it('CON-8 a purpose that is not asked for any more is missed where it was, and nowhere else', async () => {
    for (const operation of all.filter(({ purpose }) => purpose !== 'service')) {
      const cells = { operation } as unknown as Cells;
      const change = { cells, row: 'operation', column: 'purpose', value: 'service' };
      const changed = await changedBy(change, around('agent', operation.capability));
      const expected = Object.keys(table).map((role) => `${operation.name} | ${role} | without consent`);
      for (const way of ways)
        expect(changed[way], way).toEqual(carried(way).includes(operation) ? expected.sort() : []);
    }
  });
});

describe('live updates of a server that listens', () => {
  it.each<['consumer' | 'agent', FieldClass, (told: object) => unknown]>([
    ['consumer', 'transcript', (told) => (told as { text?: string }).text],
    ['agent', 'transcript', (told) => (told as { text?: string }).text],
    ['consumer', 'staff.id', (told) => (told as { sender: { id?: string } }).sender.id],
  ])(
    'AUT-2 what %s is told of class %s changes for them, and not for the other side',
    async (role, of, read) => {
      recorder.on = false;
      const [consumer, agent] = [await server.consumer(), await server.agent()];
      await consumer.start();
      await Promise.all([agent.sync(consumer.conversation!), consumer.sync()]);
      let said = 0;
      const toldBoth = async () => {
        const text = `word ${(said += 1)}`;
        const { seq } = await agent.say(consumer.conversation!, text);
        const told = await Promise.all(
          [consumer, agent].map(({ connection }) =>
            connection.next('message.posted', (posted) => posted.seq === seq),
          ),
        );
        return { consumer: read(told[0]!), agent: read(told[1]!) };
      };
      const usual = await toldBoth();
      const row: readonly FieldClass[] = fieldsOf[role];
      const cells = fieldsOf as unknown as Record<string, readonly FieldClass[]>;
      cells[role] = row.includes(of) ? row.filter((one) => one !== of) : [...row, of];
      const changed = await toldBoth().finally(() => (cells[role] = row));
      const again = await toldBoth();
      const other = role === 'consumer' ? 'agent' : 'consumer';
      const plain = (value: unknown): unknown => String(value).replace(/\d+$/, '');
      expect([plain(changed[other]), plain(again[role])]).toEqual([plain(usual[other]), plain(usual[role])]);
      expect(plain(changed[role])).not.toBe(plain(usual[role]));
      recorder.on = true;
    },
  );
});

/** Where the fields of a class are, in what this role is answered by this way. */
const fieldsOfClass = (way: WayIn, role: Role, fieldClass: FieldClass): string[] =>
  carried(way)
    .filter(({ capability }) => can(role, capability) !== null)
    .flatMap(({ name }) =>
      [...fieldsIn((schemas[name] as OperationSchema<unknown, unknown>).output as z.ZodType)]
        .filter(([, its]) => its === fieldClass)
        .map(([path]) => `${name} | ${role} | ${path}`),
    )
    .sort();
