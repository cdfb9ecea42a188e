/**
 * STO-4, AUT-1: query operators in every field, and fields that nobody asked for, in every operation and by every way it
 * has: refused with `invalid_input`, and so before anything is looked up.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations, type AnyOperation } from '@parlour/shared/protocol/registry.js';
import { schemas, type OperationSchema } from '@parlour/shared/schema/registry.js';
import type { z } from 'zod';
import type { Agent } from '../testing/agent.js';
import { Refused } from '../testing/connection.js';
import { nobodys, sampleInput } from '../testing/sample-input.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { Throttle } from './throttle.js';

let server: TestServer;
let agent: Agent;
/** What was asked of the store since it was emptied. */
const asked: string[] = [];
beforeAll(async () => {
  server = await startServer({
    throttle: new Throttle(100_000),
    // No input that is tried here may come this far.
    aroundUseCases: (real) =>
      new Proxy(real, {
        get: (cases, name: string) => (input: unknown, call: unknown) => {
          asked.push(name);
          return (cases as unknown as Record<string, (...all: unknown[]) => unknown>)[name]!(input, call);
        },
      }),
  });
  agent = await server.agent();
  asked.length = 0;
});
afterAll(() => server.stop());

const all = operations as readonly AnyOperation[];
const inputOf = ({ name }: AnyOperation): z.ZodType =>
  (schemas[name] as OperationSchema<unknown, unknown>).input as z.ZodType;
const fieldsOf = (operation: AnyOperation): string[] =>
  Object.keys((inputOf(operation) as unknown as { shape?: object }).shape ?? {});

const hostile: [string, unknown][] = [
  ['an operator', { $ne: null }],
  ['a pattern', { $regex: '.*' }],
  ['a program', { $where: 'sleep(1000)' }],
  ['a list with an operator', [{ $gt: '' }]],
  ['a prototype', JSON.parse('{"__proto__":{"admin":true}}')],
  ['a constructor', { constructor: { prototype: { admin: true } } }],
];

const assigned: [string, unknown][] = [
  ['role', 'admin'],
  ['merchant', 'mer_AAAAAAAAAAAAAAAAAAAAAA'],
  ['account', 'acc_AAAAAAAAAAAAAAAAAAAAAA'],
  ['consumer', 'con_AAAAAAAAAAAAAAAAAAAAAA'],
  ['sender', 'consumer'],
  ['seq', 1],
  ['at', 0],
  ['createdAt', 0],
  ['expiresAt', 9_999_999_999_999],
  ['consent', { marketing: 'given' }],
  ['scope', { merchant: 'mer_AAAAAAAAAAAAAAAAAAAAAA' }],
  ['_id', 'x'],
  ['$set', { role: 'admin' }],
];

/** Over HTTP the field stands where it belongs: in the query, as `field[$ne]=`, or in the body. */
async function overHttp(operation: AnyOperation, field: string, value: unknown): Promise<number | null> {
  const [method, path] = operation.http!;
  const input: Record<string, unknown> = { ...sampleInput(inputOf(operation), nobodys), [field]: value };
  if (method === 'POST' || method === 'PUT') return (await agent.http.send(operation, input)).status;
  const filled = path.replace(/:(\w+)/g, (_all, name: string) => {
    const text = String(input[name]);
    delete input[name];
    return encodeURIComponent(text);
  });
  delete input[field];
  const query = new URLSearchParams(input as Record<string, string>);
  for (const [key, inner] of flat(field, value)) query.append(key, inner);
  return (await agent.http.fetch(`/api/v1${filled}?${query.toString()}`, { method })).status;
}

const flat = (key: string, value: unknown): [string, string][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => flat(`${key}[${name}]`, inner))
    : [[key, String(value)]];

async function overSocket({ name }: AnyOperation, input: object): Promise<string> {
  try {
    await agent.connection.callRaw(name, input);
    return 'answered';
  } catch (error) {
    if (error instanceof Refused) return error.error.code;
    throw error;
  }
}

describe('operators', () => {
  it.each(hostile)(
    'STO-4 %s in any field of any operation is refused over HTTP and sockets',
    async (_what, value) => {
      for (const operation of all)
        for (const field of fieldsOf(operation)) {
          const about = `${operation.name}.${field}`;
          // In a path it can be nothing but a text; a body that is a file has no fields.
          const inPath = operation.http?.[1].includes(`:${field}`) ?? false;
          if (operation.http && !operation.body && !inPath)
            expect(await overHttp(operation, field, value), about).toBe(400);
          const input = { ...sampleInput(inputOf(operation), nobodys), [field]: value };
          if (operation.socket) expect(await overSocket(operation, input), about).toBe('invalid_input');
        }
      expect(asked).toEqual([]);
    },
  );
});

describe('mass assignment', () => {
  it.each(assigned)(
    'AUT-1 a field “%s” that an operation does not ask for is refused, and not ignored',
    async (field, value) => {
      for (const operation of all) {
        if (fieldsOf(operation).includes(field)) continue;
        const input = { ...sampleInput(inputOf(operation), nobodys), [field]: value };
        if (operation.http && !operation.body)
          expect(await overHttp(operation, field, value), operation.name).toBe(400);
        if (operation.socket)
          expect(await overSocket(operation, input), operation.name).toBe('invalid_input');
      }
      expect(asked).toEqual([]);
    },
  );
});
