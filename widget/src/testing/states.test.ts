import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { states } from './states.js';

it('WID-11 the playground shows every state that axe looks at, and no other', () => {
  const page = readFileSync(new URL('../../../server/src/demo/states.ts', import.meta.url), 'utf8');
  const list = /stateNames = \[([\s\S]*?)\]/.exec(page)?.[1] ?? '';
  const shown = [...list.matchAll(/'([^']+)'/g)].map(([, name]) => name);
  expect(shown).toEqual(Object.keys(states));
});
