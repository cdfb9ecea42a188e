/**
 * CNV-4: when a merchant is open. Everything follows the clock on the merchant's wall: in the hour that a zone
 * repeats in autumn a shop that opens at 02:15 opens twice, and in the hour that spring leaves out it opens when the
 * clock has jumped past it.
 */

/** A time on the wall, `HH:MM`, 00:00 to 23:59. */
export type WallTime = string;

/**
 * Open from `from` until just before `to`. Where `to` is not later than `from` it is of the next day: `22:00` to
 * `02:00` goes over midnight, `00:00` to `00:00` is the whole day. It belongs to the day on which it begins.
 */
export interface OpenInterval {
  readonly from: WallTime;
  readonly to: WallTime;
}

/** A day that has its own hours, in place of those of its weekday. */
export interface Holiday {
  /** `YYYY-MM-DD` once, `MM-DD` every year. */
  readonly date: string;
  readonly name: string;
  /** None: closed all day. */
  readonly open: readonly OpenInterval[];
}

export interface OpeningHours {
  /** IANA name of the merchant's zone. */
  readonly timeZone: string;
  /** Seven days, Monday first. */
  readonly week: readonly (readonly OpenInterval[])[];
  readonly holidays: readonly Holiday[];
}

export interface OpeningState {
  readonly open: boolean;
  /** When that changes, milliseconds UTC; null where it does not within a year. */
  readonly changesAt: number | null;
}

const minuteMs = 60_000;
const dayMinutes = 1_440;
const dayMs = dayMinutes * minuteMs;
/** Days looked through: past a week only holidays change anything, and each comes within a year and a leap day. */
const ahead = { week: 9, year: 375 } as const;

/** Whether it is open at this moment, and until when that holds. */
export function openingAt(hours: OpeningHours, now: number): OpeningState {
  const open = isOpen(hours, now);
  const today = wallOf(hours.timeZone, now).day;
  const days = hours.holidays.length > 0 ? ahead.year : ahead.week;
  for (let day = today - 1; day <= today + days; day += 1) {
    for (const at of changesOn(hours, day))
      if (at > now && isOpen(hours, at) !== open) return { open, changesAt: at };
  }
  return { open, changesAt: null };
}

function isOpen(hours: OpeningHours, at: number): boolean {
  const { day, minute } = wallOf(hours.timeZone, at);
  return (
    intervalsOf(hours, day).some(({ from, to }) => minute >= from && minute < to) ||
    intervalsOf(hours, day - 1).some(
      ({ from, to }) => minute + dayMinutes >= from && minute + dayMinutes < to,
    )
  );
}

interface Minutes {
  readonly from: number;
  /** Beyond 1,440 on the next day. */
  readonly to: number;
}

function intervalsOf({ week, holidays }: OpeningHours, day: number): Minutes[] {
  const date = new Date(day * dayMs).toISOString().slice(0, 10);
  const holiday =
    holidays.find((one) => one.date === date) ?? holidays.find((one) => one.date === date.slice(5));
  // The first of January 1970 was a Thursday.
  const intervals = holiday?.open ?? week[(((day + 3) % 7) + 7) % 7] ?? [];
  return intervals.map(({ from, to }) => {
    const [begin, end] = [minutesOf(from), minutesOf(to)];
    return { from: begin, to: end > begin ? end : end + dayMinutes };
  });
}

export const minutesOf = (time: WallTime): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Every moment at which what begins on this day can open or close, and where the zone turns its clock; ascending. */
function changesOn(hours: OpeningHours, day: number): number[] {
  const { timeZone } = hours;
  const boundaries = intervalsOf(hours, day).flatMap(({ from, to }) => [from, to]);
  const moments = boundaries.flatMap((minute) => momentsOf(timeZone, day * dayMs + minute * minuteMs));
  const turned = turnOf(timeZone, day);
  return (turned === null ? moments : [...moments, turned]).toSorted((a, b) => a - b);
}

/** The moments at which the wall shows this: one, in spring's hour none, in autumn's two. */
function momentsOf(timeZone: string, wall: number): number[] {
  const offsets = new Set([offsetAt(timeZone, wall - dayMs), offsetAt(timeZone, wall + dayMs)]);
  return [...offsets].map((offset) => wall - offset).filter((at) => at + offsetAt(timeZone, at) === wall);
}

/** When the clock is turned on this day, or null. */
function turnOf(timeZone: string, day: number): number | null {
  let [before, after] = [day * dayMs - dayMs, (day + 2) * dayMs];
  const offset = offsetAt(timeZone, before);
  if (offset === offsetAt(timeZone, after)) return null;
  while (after - before > minuteMs) {
    const middle = before + Math.floor((after - before) / 2 / minuteMs) * minuteMs;
    if (offsetAt(timeZone, middle) === offset) before = middle;
    else after = middle;
  }
  return wallOf(timeZone, after).day === day ? after : null;
}

/** Days since 1970 and minutes since midnight, as the wall shows them. */
function wallOf(timeZone: string, at: number): { day: number; minute: number } {
  const wall = at + offsetAt(timeZone, at);
  const day = Math.floor(wall / dayMs);
  return { day, minute: Math.floor((wall - day * dayMs) / minuteMs) };
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
}

/** What the zone adds to UTC at this moment, in milliseconds, whole minutes. */
function offsetAt(timeZone: string, at: number): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  return Math.round((wall - Math.floor(at / 1_000) * 1_000) / minuteMs) * minuteMs;
}

/** Whether this names a zone that there is. */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}
