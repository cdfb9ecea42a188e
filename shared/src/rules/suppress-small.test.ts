import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from './expiry.js';
import { smallestShown, suppressSmall, wholeDays } from './suppress-small.js';

const small = fc.integer({ min: 0, max: smallestShown - 1 });
const cell = fc.oneof(small, fc.integer({ min: smallestShown, max: 500 }));

/** A table, and another that agrees with it in every cell that is shown and differs at will in those that are not. */
const twins = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 8 }))
  .chain(([height, width]) =>
    fc
      .tuple(
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
          minLength: height,
          maxLength: height,
        }),
        fc.array(fc.array(small, { minLength: width, maxLength: width }), {
          minLength: height,
          maxLength: height,
        }),
      )
      .map(
        ([one, hidden]) =>
          [
            one,
            one.map((row, at) => row.map((count, of) => (count < smallestShown ? hidden[at]![of]! : count))),
          ] as const,
      ),
  );

describe('hiding small counts', () => {
  it('STA-2 no count under ten is told, zero included, and what is shown is what was counted', () => {
    fc.assert(
      fc.property(twins, ([counts]) => {
        const { cells } = suppressSmall(counts);
        counts.forEach((row, at) =>
          row.forEach((count, of) => expect(cells[at]![of]).toBe(count < smallestShown ? null : count)),
        );
      }),
    );
  });

  it('STA-2 whatever the hidden cells are, cells, rows, columns and total are told alike: nothing can be subtracted out', () => {
    fc.assert(
      fc.property(twins, ([one, other]) => {
        expect(suppressSmall(other)).toEqual(suppressSmall(one));
      }),
    );
  });

  it('STA-2 nor by asking twice, with a row or some days more', () => {
    fc.assert(
      fc.property(twins, fc.nat(), fc.nat(), ([one, other], row, column) => {
        const asked = (counts: readonly (readonly number[])[]) => [
          suppressSmall(counts),
          suppressSmall(counts.filter((_, at) => at !== row % counts.length)),
          suppressSmall(counts.map((cells) => cells.slice(column % cells.length))),
        ];
        expect(asked(other)).toEqual(asked(one));
      }),
    );
  });

  it('STA-2 a total is the sum of what is shown, and hidden where nothing is', () => {
    expect(
      suppressSmall([
        [12, 3, 0],
        [9, 9, 9],
        [10, 20, 1],
      ]),
    ).toEqual({
      cells: [
        [12, null, null],
        [null, null, null],
        [10, 20, null],
      ],
      rows: [12, null, 30],
      columns: [22, 20, null],
      total: 42,
    });
    expect(suppressSmall([])).toEqual({ cells: [], rows: [], columns: [], total: null });
  });

  it('STA-2 only days that are over are counted: a number does not move while one looks', () => {
    const noon = 20_000 * day + day / 2;
    expect(wholeDays(noon, 3)).toEqual([19_997 * day, 19_998 * day, 19_999 * day]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_000_000_000_000 }), (now) => {
        const last = wholeDays(now, 7).at(-1)!;
        expect(last + day).toBeLessThanOrEqual(now);
        expect(last + 2 * day).toBeGreaterThan(now);
      }),
    );
  });
});
