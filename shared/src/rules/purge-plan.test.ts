import { expect, it } from 'vitest';
import { planSweep } from './purge-plan.js';

it.each([
  [{ due: 1_000, stored: 1_000 }, true],
  [{ due: 1_001, stored: 1_001 }, false],
  [{ due: 1_001, stored: 30_000 }, true],
  [{ due: 1_501, stored: 30_000 }, false],
  [{ due: 0, stored: 0 }, true],
])('RET-7 a sweep of %j goes on by itself: %s', (what, go) => expect(planSweep(what).go).toBe(go));
