import { expect, it } from 'vitest';
import { canBeRated, ratingLasts } from './rating.js';

const closedAt = Date.UTC(2100, 0, 15, 12);
const closed = { state: 'closed', closedAt };

it('CNV-5 a conversation can be rated from its close, for 24 hours', () => {
  expect(canBeRated(closed, closedAt)).toBe(true);
  expect(canBeRated(closed, closedAt + ratingLasts - 1)).toBe(true);
  expect(canBeRated(closed, closedAt + ratingLasts)).toBe(false);
});

it('CNV-5 what is still open cannot be rated', () => {
  expect(canBeRated({ state: 'active', closedAt: null }, closedAt)).toBe(false);
  expect(canBeRated({ state: 'queued', closedAt: null }, closedAt)).toBe(false);
});
