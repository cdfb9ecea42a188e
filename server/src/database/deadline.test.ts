import { expect, it } from 'vitest';
import { StoreTimeout, withDeadline } from './deadline.js';

it('STO-2 what is answered in time is handed on, and so is what is refused', async () => {
  expect(await withDeadline(Promise.resolve(1))).toBe(1);
  await expect(withDeadline(Promise.reject(new Error('no')))).rejects.toThrow('no');
});

it('STO-2 what is never answered is given up, so that it holds up nobody else', async () => {
  await expect(withDeadline(new Promise(() => {}), 5)).rejects.toBeInstanceOf(StoreTimeout);
});
