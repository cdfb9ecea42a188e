import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from './expiry.js';
import { comingOf, compareVersions, currentOf, publicationObstacle, type Effect } from './policy-effect.js';
import { compareTexts } from './text-comparison.js';
import { readBlocks } from './plain-markup.js';

const times = fc.integer({ min: 0, max: 1_000 });
const versions: fc.Arbitrary<Effect> = fc.record({
  version: fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9)).map((parts) => parts.join('.')),
  material: fc.boolean(),
  effectiveAt: times,
  noticeSentAt: fc.option(times),
  publishedAt: fc.option(times),
});

describe('which version holds', () => {
  it('POL-2 current is the greatest effectiveAt that has come, among what is published', () => {
    fc.assert(
      fc.property(fc.array(versions), times, (list, now) => {
        const current = currentOf(list, now);
        const candidates = list.filter(
          ({ publishedAt, effectiveAt }) => publishedAt !== null && effectiveAt <= now,
        );
        expect(current === null).toBe(candidates.length === 0);
        for (const { effectiveAt } of candidates)
          expect(current!.effectiveAt).toBeGreaterThanOrEqual(effectiveAt);
        for (const { effectiveAt } of comingOf(list, now)) expect(effectiveAt).toBeGreaterThan(now);
      }),
    );
  });

  it('POL-2 a material change needs its notice 14 days before; another does not', () => {
    const at = 100 * day;
    const change = {
      version: '2.0.0',
      material: true,
      effectiveAt: at,
      noticeSentAt: null,
      publishedAt: null,
    };
    const ask = (given: Partial<Effect>, now = at - 20 * day, isFirst = false) =>
      publicationObstacle({ ...change, ...given }, { isFirst, now });
    expect(ask({})).toBe('notice_missing');
    expect(ask({ noticeSentAt: at - 14 * day })).toBeNull();
    expect(ask({ noticeSentAt: at - 14 * day + 1 })).toBe('notice_too_late');
    expect(ask({ material: false })).toBeNull();
    expect(ask({ noticeSentAt: at - 15 * day }, at + 1)).toBe('in_the_past');
    expect(ask({}, at, true)).toBeNull();
  });

  it('POL-2 versions are ordered by their numbers', () => {
    expect(['1.10.0', '1.2.0', '1.2.10', '0.9.9'].toSorted(compareVersions)).toEqual([
      '0.9.9',
      '1.2.0',
      '1.2.10',
      '1.10.0',
    ]);
  });
});

describe('comparing two versions', () => {
  it('POL-4 gives both back, whatever changed', () => {
    const text = fc
      .array(fc.constantFrom('We ', 'keep ', 'it ', 'for ', '30 ', '90 ', 'days.\n', 'Ask us.\n'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const found = compareTexts(before, after);
        const side = (leave: string) =>
          found
            .filter(({ is }) => is !== leave)
            .map(({ text }) => text)
            .join('');
        expect(side('added')).toBe(before);
        expect(side('removed')).toBe(after);
      }),
    );
  });

  it('POL-4 shows the words that changed', () => {
    expect(compareTexts('Kept for 90 days.\n', 'Kept for 30 days.\n')).toEqual([
      { is: 'same', text: 'Kept for ' },
      { is: 'removed', text: '90 ' },
      { is: 'added', text: '30 ' },
      { is: 'same', text: 'days.\n' },
    ]);
  });

  it('POL-1 headings, lists and links are read; other markup is not', () => {
    expect(readBlocks('## A\n\nSee [us](/x) or [bad](javascript:x).\n\n- one\n- two\n  lines')).toEqual([
      { is: 'heading', level: 2, text: 'A' },
      { is: 'paragraph', content: ['See ', { text: 'us', href: '/x' }, ' or [bad](javascript:x).'] },
      { is: 'list', items: [['one'], ['two lines']] },
    ]);
  });
});
