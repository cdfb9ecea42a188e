/**
 * STA-2, AUT-4: counts as they may leave the platform. A cell under the threshold is hidden, zero included: that
 * somebody was there alone is as little to be told as how many were.
 *
 * What must hold: everything that is told is a function of the cells that are shown. So a total is the sum of what is
 * shown beside it, never of what was counted, and there is nothing from which a hidden cell could be subtracted out:
 * not totals of rows and columns, not the same table with a row or a column more. Cells are whole days that are over,
 * so that the same cell asked for twice does not tell who came in between (`wholeDays`).
 */
import { day } from './expiry.js';

export const smallestShown = 10;

export interface Suppressed {
  /** Null where hidden. */
  readonly cells: readonly (readonly (number | null)[])[];
  /** Of what is shown in each row; null where all of it is hidden. */
  readonly rows: readonly (number | null)[];
  readonly columns: readonly (number | null)[];
  readonly total: number | null;
}

const shown = (count: number): number | null => (count >= smallestShown ? count : null);

/** At least this many, as far as is shown. */
const atLeast = (cells: readonly (number | null)[]): number | null =>
  cells.every((cell) => cell === null) ? null : cells.reduce<number>((sum, cell) => sum + (cell ?? 0), 0);

/** `counts` holds rows of the same length. */
export function suppressSmall(counts: readonly (readonly number[])[]): Suppressed {
  const cells = counts.map((row) => row.map(shown));
  const width = cells[0]?.length ?? 0;
  return {
    cells,
    rows: cells.map(atLeast),
    columns: Array.from({ length: width }, (_, column) => atLeast(cells.map((row) => row[column] ?? null))),
    total: atLeast(cells.flat()),
  };
}

/** The starts of the last `count` days (UTC) that are over at `now`, oldest first. */
export function wholeDays(now: number, count: number): number[] {
  const today = Math.floor(now / day) * day;
  return Array.from({ length: count }, (_, index) => today - (count - index) * day);
}
