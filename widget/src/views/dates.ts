/** Dates in words, by `Intl`, in the person's own zone. */
const day = 86_400_000;

export interface DateWords {
  /** As it is said in passing: "20 February", or the time of day where it is today. */
  readonly short: string;
  readonly isToday: boolean;
  readonly exact: string;
  readonly relative: string;
}

export function dateInWords(at: number, now: number, locale: string): DateWords {
  const isToday = isSameDay(at, now);
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const date = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    ...(!sameYear && { year: 'numeric' }),
  });
  return {
    short: isToday ? clockTime(at, locale) : date.format(at),
    isToday,
    exact: new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' }).format(at),
    relative: relativeTo(at - now, locale),
  };
}

export const clockTime = (at: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(at);

export const isSameDay = (one: number, other: number): boolean =>
  new Date(one).toDateString() === new Date(other).toDateString();

/** The heading over the messages of one day. */
export function dayInWords(at: number, now: number, locale: string, today: string): string {
  if (isSameDay(at, now)) return today;
  return new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }).format(at);
}

function relativeTo(ms: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  if (Math.abs(ms) >= day) return format.format(Math.round(ms / day), 'day');
  if (Math.abs(ms) >= 3_600_000) return format.format(Math.round(ms / 3_600_000), 'hour');
  return format.format(Math.round(ms / 60_000), 'minute');
}
