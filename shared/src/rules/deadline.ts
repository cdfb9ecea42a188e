/**
 * REQ-6: when a request must be answered. Deadlines are calendar dates in the requester's zone. GDPR, article 12(3):
 * one month, the same-numbered day or else the month's last (Regulation 1182/71 ends a period that falls on a weekend
 * or holiday with the next working day); two months more with a notice inside the first. CCPA, § 7021: acknowledged
 * in 10 business days, answered in 45 days, 45 more with notice.
 */
import type { Jurisdiction } from '../model/request.js';

/** A day without a time, `YYYY-MM-DD`. */
export type CalendarDate = string;

export interface DeadlineInput {
  readonly jurisdiction: Jurisdiction;
  /** Milliseconds, UTC. */
  readonly receivedAt: number;
  /** IANA name of the requester's zone. */
  readonly timeZone: string;
  readonly extended?: boolean;
  readonly holidays?: readonly CalendarDate[];
}

export interface Deadline {
  readonly on: CalendarDate;
  /** The end of that day in the requester's zone, milliseconds UTC: from then on it is late. */
  readonly at: number;
  /** By when the requester must know that it takes longer, where it is extended. */
  readonly noticeBy: CalendarDate;
  /** By when the receipt must be acknowledged; null where no law says it. */
  readonly acknowledgeBy: CalendarDate | null;
}

export function deadlineOf({
  jurisdiction,
  receivedAt,
  timeZone,
  extended = false,
  holidays = [],
}: DeadlineInput): Deadline {
  const received = dateIn(receivedAt, timeZone);
  const working = (date: CalendarDate): CalendarDate => nextWorkingDay(date, holidays);
  const isEuropean = jurisdiction === 'gdpr';
  const first = isEuropean ? working(addMonths(received, 1)) : addDays(received, 45);
  const last = isEuropean ? working(addMonths(received, 3)) : addDays(received, 90);
  const on = extended ? last : first;
  return {
    on,
    at: startOf(addDays(on, 1), timeZone),
    noticeBy: first,
    acknowledgeBy: isEuropean ? null : addBusinessDays(received, 10, holidays),
  };
}

/** The date on a wall calendar at this moment. */
export function dateIn(at: number, timeZone: string): CalendarDate {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(at);
  const part = (type: string): string => parts.find((one) => one.type === type)!.value;
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

const split = (date: CalendarDate): [number, number, number] =>
  date.split('-').map(Number) as [number, number, number];
const join = (utc: number): CalendarDate => new Date(utc).toISOString().slice(0, 10);

/** The same-numbered day so many months later, or that month's last day. */
export function addMonths(date: CalendarDate, count: number): CalendarDate {
  const [year, month, dayOfMonth] = split(date);
  const last = new Date(Date.UTC(year, month - 1 + count + 1, 0)).getUTCDate();
  return join(Date.UTC(year, month - 1 + count, Math.min(dayOfMonth, last)));
}

export function addDays(date: CalendarDate, count: number): CalendarDate {
  const [year, month, dayOfMonth] = split(date);
  return join(Date.UTC(year, month - 1, dayOfMonth + count));
}

export function isWorkingDay(date: CalendarDate, holidays: readonly CalendarDate[] = []): boolean {
  const [year, month, dayOfMonth] = split(date);
  const weekday = new Date(Date.UTC(year, month - 1, dayOfMonth)).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.includes(date);
}

function nextWorkingDay(date: CalendarDate, holidays: readonly CalendarDate[]): CalendarDate {
  return isWorkingDay(date, holidays) ? date : nextWorkingDay(addDays(date, 1), holidays);
}

function addBusinessDays(date: CalendarDate, count: number, holidays: readonly CalendarDate[]): CalendarDate {
  return count === 0
    ? date
    : addBusinessDays(nextWorkingDay(addDays(date, 1), holidays), count - 1, holidays);
}

/** The first moment of a date in a zone. A zone that skips midnight begins its day when its clocks do. */
export function startOf(date: CalendarDate, timeZone: string): number {
  const [year, month, dayOfMonth] = split(date);
  const utc = Date.UTC(year, month - 1, dayOfMonth);
  // No zone is further than 26 hours from UTC in either direction: search between, by halves.
  let [before, after] = [utc - 26 * 3_600_000, utc + 26 * 3_600_000];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dateIn(middle, timeZone) < date) before = middle;
    else after = middle;
  }
  return after;
}
