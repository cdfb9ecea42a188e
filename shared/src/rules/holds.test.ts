import { expect, it } from 'vitest';
import { covers, isScope, type Holdable, type HoldScope } from './holds.js';

const held: Holdable = { conversation: 'c', consumer: 'p', merchant: 'm', startedAt: 100, lastActiveAt: 200 };

it.each<[HoldScope, boolean]>([
  [{}, false],
  [{ conversation: 'c' }, true],
  [{ conversation: 'd' }, false],
  [{ consumer: 'p' }, true],
  [{ consumer: 'p', merchant: 'n' }, false],
  [{ merchant: 'm' }, true],
  [{ from: 150, to: 160 }, true],
  [{ from: 200 }, true],
  [{ from: 201 }, false],
  [{ to: 100 }, true],
  [{ to: 99 }, false],
  [{ merchant: 'm', from: 0, to: 50 }, false],
  [{ from: 160, to: 150 }, false],
])('HLD-1 a hold of %j covers it: %s', (scope, expected) => {
  expect(covers(scope, held)).toBe(expected);
  if (!isScope(scope)) expect(covers(scope, held)).toBe(false);
});
