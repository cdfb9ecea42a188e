/**
 * AUT-1, AUT-2: the part of the one table that is about single fields. Every field of an answer or a live update
 * belongs to a class, `plain` unless its schema says otherwise (`schema/field-class.ts`); a role receives the
 * classes named here and no others.
 */
import type { Role } from './table.js';

export const fieldClasses = [
  /** Neither about a person nor about what was said. */
  'plain',
  /** What was said or shared by taking part: text, previews, files, the page written from. */
  'transcript',
  /** Which consumer it is, and how to reach them. */
  'consumer',
  /** An account's id. Whoever may not see it reads the word `agent` instead. */
  'staff.id',
  'staff.email',
  /** The address of whoever holds a link that was sent to it. */
  'own.email',
  /** Shown once to whom it belongs: a token, a recovery code. */
  'secret',
] as const;

export type FieldClass = (typeof fieldClasses)[number];

const everybodysOwn = ['plain', 'staff.id', 'staff.email', 'own.email', 'secret'] as const;

export const fieldsOf = {
  visitor: ['plain', 'own.email'],
  consumer: ['plain', 'transcript', 'consumer', 'secret'],
  agent: [...everybodysOwn, 'transcript', 'consumer'],
  manager: [...everybodysOwn, 'transcript', 'consumer'],
  // AUT-4: never a transcript, nor who the consumer is.
  provider: everybodysOwn,
  admin: everybodysOwn,
} as const satisfies Record<Role, readonly FieldClass[]>;

export const sees = (role: Role, fieldClass: FieldClass): boolean =>
  (fieldsOf[role] as readonly FieldClass[]).includes(fieldClass);
