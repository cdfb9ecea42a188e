/** Which rows of a long list are drawn, and how much room is left for those that are not. Rows are alike in height. */

export interface RowWindow {
  /** The first row that is drawn. */
  readonly start: number;
  /** The first below it that is not. */
  readonly end: number;
}

/** Beyond each edge of the screen so many rows are drawn at least, as soon as it is fewer so many, and at most. */
const least = 5;
const usual = 7;
const most = 12;

/**
 * The window around the rows from `first` on, of which `seen` fit on the screen: `before`, where that still does.
 * It moves by little and often, since each row that is drawn costs its part of a frame.
 */
export function windowAround(before: RowWindow, first: number, seen: number, count: number): RowWindow {
  const last = first + seen;
  const above = first - before.start;
  const below = before.end - last;
  const start = above < least ? first - usual : above > most ? first - usual - 1 : before.start;
  const end = below < least ? last + usual : below > most ? last + usual + 1 : before.end;
  const within = (row: number): number => Math.max(0, Math.min(count, row));
  return { start: within(start), end: within(end) };
}

/** What is drawn, from top to bottom: a row, or room for so many that are not. */
export type Drawn = { readonly row: number } | { readonly room: number; readonly key: string };

/** The rows of the window, and the one at `kept` (-1 for none) wherever it is: it has the cursor. */
export function drawn({ start, end }: RowWindow, count: number, kept: number): Drawn[] {
  const rows: Drawn[] = [];
  let at = 0;
  const leap = (row: number, key: string): void => {
    if (row > at) rows.push({ room: row - at, key });
    at = row;
  };
  const draw = (row: number): void => {
    rows.push({ row });
    at = row + 1;
  };
  if (kept >= 0 && kept < start) {
    leap(kept, 'above');
    draw(kept);
    leap(start, 'between');
  } else leap(start, 'above');
  for (let row = start; row < end; row++) draw(row);
  if (kept >= end) {
    leap(kept, 'between');
    draw(kept);
  }
  leap(count, 'below');
  return rows;
}
