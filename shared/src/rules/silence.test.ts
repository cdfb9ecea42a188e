import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minute } from './expiry.js';
import { decideSilence, usualSilence } from './silence.js';

const after = (minutes: number, reminded: boolean) =>
  decideSilence({ now: minutes * minute, since: 0, reminded }, usualSilence);

describe('silence', () => {
  it('CNV-6 reminds after ten minutes and closes after thirty', () => {
    expect(after(9.9, false)).toBe('nothing');
    expect(after(10, false)).toBe('remind');
    expect(after(29.9, true)).toBe('nothing');
    expect(after(30, true)).toBe('close');
  });

  it('CNV-6 nobody is closed out without a reminder, whatever the rules and the clock say', () => {
    const times = fc.integer({ min: -1_000_000, max: 1_000_000_000 });
    const rules = fc.record({ remindAfter: fc.nat(), closeAfter: fc.nat() });
    fc.assert(
      fc.property(times, times, rules, (now, since, given) => {
        expect(decideSilence({ now, since, reminded: false }, given)).not.toBe('close');
        // A clock that goes back does nothing to anybody.
        if (now < since)
          for (const reminded of [true, false])
            expect(decideSilence({ now, since, reminded }, { remindAfter: 1, closeAfter: 1 })).toBe(
              'nothing',
            );
      }),
    );
  });
});
