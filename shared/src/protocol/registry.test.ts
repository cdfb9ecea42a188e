import { describe, expect, it } from 'vitest';
import { schemas } from '../schema/registry.js';
import { operation } from './define.js';
import { errors, Refusal } from './errors.js';
import { limits } from './limits.js';
import { operations } from './registry.js';

describe('the registry', () => {
  it('AUT-1 each operation has a name, a route and a socket event of its own, a schema and a limit', () => {
    const names = operations.map(({ name }) => name);
    const routes = operations.flatMap(({ http }) => (http ? [http.join(' ')] : []));
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(routes).size).toBe(routes.length);
    for (const { name, limit } of operations) {
      expect(schemas[name]).toBeDefined();
      expect(limits[limit].points).toBeGreaterThan(0);
    }
    expect(Object.keys(schemas).toSorted()).toEqual(names.toSorted());
  });

  it('AUT-1 an operation without a capability, a purpose or a way in does not compile', () => {
    const common = { name: 'x.y', summary: '', purpose: 'service', limit: 'read' } as const;
    // @ts-expect-error -- the capability is missing
    operation<object, object>()({ ...common, socket: true });
    // @ts-expect-error -- it is no capability
    operation<object, object>()({ ...common, capability: 'everything', socket: true });
    // @ts-expect-error -- there is no way in
    operation<object, object>()({ ...common, capability: 'inbox.read' });
    const { purpose: _purpose, ...withoutPurpose } = common;
    // @ts-expect-error -- the purpose is missing
    operation<object, object>()({ ...withoutPurpose, capability: 'inbox.read', socket: true });
    expect(operation<object, object>()({ ...common, capability: 'inbox.read', socket: true }).name).toBe(
      'x.y',
    );
  });

  it('every error says in words what to do, and travels with its code', () => {
    for (const [code, { status, text }] of Object.entries(errors)) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text).toMatch(/^[A-Z].{10,}\.$/);
      expect(new Refusal(code as keyof typeof errors).toWire()).toMatchObject({ code, message: text });
    }
  });
});
