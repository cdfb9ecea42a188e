import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fieldClasses, fieldsOf } from '../access/fields.js';
import { table, type Role } from '../access/table.js';
import { operations } from '../protocol/registry.js';
import { conversationEvents } from './events.js';
import { ofClass } from './field-class.js';
import { accountId, participantId } from './fields.js';
import { schemas } from './registry.js';
import { fieldsIn, shapeFor } from './shape.js';
import { conversation } from './views.js';

const ana = `acc_${'A'.repeat(22)}`;
const ben = `acc_${'B'.repeat(22)}`;

describe('answers as a role may see them', () => {
  it('AUT-2 a consumer reads that it is an agent, and never which account', () => {
    const shape = shapeFor(conversation, 'consumer');
    const given = {
      id: `cnv_${'C'.repeat(22)}`,
      state: 'active',
      merchant: 'motors',
      startedAt: 1,
      closedAt: null,
      revision: 1,
      head: 3,
      consent: { transcript_storage: true, device_storage: false },
      expiry: { at: 2, reasons: [] },
      agent: { id: ana, name: 'Ana' },
      cursors: {
        consumer: { delivered: 3, read: 3 },
        [ana]: { delivered: 2, read: 1 },
        [ben]: { delivered: 3, read: 0 },
      },
    };
    expect(shape.parse(given)).toMatchObject({
      agent: { id: 'agent', name: 'Ana' },
      cursors: { consumer: { delivered: 3, read: 3 }, agent: { delivered: 3, read: 1 } },
    });
    expect(JSON.stringify(shape.parse(given))).not.toContain('acc_');
    expect(shapeFor(conversation, 'agent').parse(given)).toEqual(given);
  });

  it('AUT-2 a field of a class that the role has not is dropped, wherever it stands', () => {
    const schema = z.object({
      list: z.array(z.object({ text: ofClass('transcript', z.string()), at: z.int() })),
      maybe: z.object({ text: ofClass('transcript', z.string()) }).nullable(),
      either: z.union([ofClass('transcript', z.string()), z.int()]),
      whole: ofClass('secret', z.object({ token: z.string() })).optional(),
    });
    const given = { list: [{ text: 'x', at: 1 }], maybe: { text: 'x' }, either: 1, whole: { token: 't' } };
    expect(shapeFor(schema, 'admin').parse(given)).toEqual({
      list: [{ at: 1 }],
      maybe: {},
      either: 1,
      whole: { token: 't' },
    });
    expect(shapeFor(schema, 'visitor').parse(given)).not.toHaveProperty('whole');
    expect(() => shapeFor(schema, 'admin').parse({ ...given, either: 'x' })).toThrow();
    expect(Object.fromEntries(fieldsIn(schema))).toEqual({
      'list[].text': 'transcript',
      'list[].at': 'plain',
      'maybe.text': 'transcript',
      either: 'transcript',
      'whole.token': 'secret',
    });
  });

  it.each(Object.keys(table) as Role[])(
    'AUT-2 no shape of any answer or update for %s has a foreign class',
    (role) => {
      const all = [
        ...operations.map(({ name }) => schemas[name].output),
        ...Object.values(conversationEvents),
      ];
      for (const schema of all) {
        for (const [path, fieldClass] of fieldsIn(shapeFor(schema as z.ZodType, role)))
          expect(fieldsOf[role], path).toContain(fieldClass);
      }
    },
  );

  it('AUT-4 a provider, an admin and a visitor see no class that says what was said or who the consumer is', () => {
    for (const role of ['provider', 'admin', 'visitor'] as const) {
      expect(fieldsOf[role]).not.toContain('transcript');
      expect(fieldsOf[role]).not.toContain('consumer');
    }
    expect(fieldsOf.consumer).not.toContain('staff.email');
    expect(Object.keys(fieldsOf).toSorted()).toEqual(Object.keys(table).toSorted());
    expect(fieldClasses).toHaveLength(7);
  });

  it('AUT-2 a field whose name speaks of people or words belongs to a class that says so', () => {
    const speaking = /(^|[.\]])(email|phone|preview|token|secret|password|codes?)(\[\])?$/i;
    for (const { name } of operations) {
      for (const [path, fieldClass] of fieldsIn(schemas[name].output))
        if (speaking.test(path))
          expect(fieldClass, `${name} ${path}: mark it with ofClass`).not.toBe('plain');
    }
  });

  it('AUT-2 participants are shaped as keys and as values', () => {
    expect(shapeFor(participantId, 'consumer').parse(ana)).toBe('agent');
    expect(shapeFor(participantId, 'consumer').parse('consumer')).toBe('consumer');
    expect(shapeFor(accountId, 'admin').parse(ana)).toBe(ana);
  });
});
