import { Refusal } from '@parlour/shared/protocol/errors.js';

/** Where a list that is sorted by a time and an id, both descending, goes on. */
export interface PageCursor {
  readonly at: Date;
  readonly id: string;
}

export const writeCursor = (at: Date, id: string): string => `${at.getTime()}:${id}`;

/** @throws Refusal `invalid_input` where it is not what `writeCursor` wrote. */
export function readCursor(text: string): PageCursor {
  const separator = text.indexOf(':');
  const at = new Date(Number(text.slice(0, separator)));
  if (separator < 1 || Number.isNaN(at.getTime())) {
    throw new Refusal('invalid_input', {
      issues: [{ path: 'before', message: 'what the answer before gave as "next"' }],
    });
  }
  return { at, id: text.slice(separator + 1) };
}
