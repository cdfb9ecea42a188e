import { expect, it } from 'vitest';
import { day, decideExpiry, hour, minute } from './expiry.js';
import { durationInWords, explainExpiry } from './expiry-words.js';

it('RET-1 the explanation names each rule that counted, in words', () => {
  const { reasons } = decideExpiry({
    rules: { floor: hour, ceiling: 30 * day, merchant: 90 * day },
    consent: { transcript_storage: true, device_storage: true },
    lastMessageAt: 0,
    closedAt: 0,
  });
  expect(explainExpiry(reasons)).toEqual([
    'Deleted 30 days after the conversation was closed.',
    'The merchant keeps conversations for 90 days.',
    'The platform keeps no conversation for longer than 30 days.',
  ]);
});

it.each([
  [15 * minute, '15 minutes'],
  [1 * hour, '1 hour'],
  [1.5 * hour, '1.5 hours'],
  [1 * day, '1 day'],
  [90 * day, '90 days'],
])('RET-1 %d ms is %s', (ms, words) => expect(durationInWords(ms)).toBe(words));
