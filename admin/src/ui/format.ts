/** Dates, durations and numbers by `Intl`, in the person's locale and zone. */
import { durationInWords } from '@parlour/shared/rules/expiry-words.js';
import { day, hour, minute } from '@parlour/shared/rules/expiry.js';

/** A format is costly to make: each is made when it is first written in. */
function once<Format>(make: () => Format): () => Format {
  let made: Format | undefined;
  return () => (made ??= make());
}

/** Everything that is written as a language and a place have it. */
function formatsFor(locale: string) {
  const dates = (options: Intl.DateTimeFormatOptions) => once(() => new Intl.DateTimeFormat(locale, options));
  const numbers = (options?: Intl.NumberFormatOptions) => once(() => new Intl.NumberFormat(locale, options));
  const unit = (name: string) => numbers({ style: 'unit', unit: name, unitDisplay: 'short' });
  return {
    locale,
    dayAndMonth: dates({ day: 'numeric', month: 'long' }),
    dayMonthYear: dates({ day: 'numeric', month: 'long', year: 'numeric' }),
    longDate: dates({ dateStyle: 'long' }),
    shortDate: dates({ dateStyle: 'medium' }),
    clock: dates({ hour: 'numeric', minute: '2-digit' }),
    exact: dates({ dateStyle: 'full', timeStyle: 'long' }),
    short: dates({ dateStyle: 'medium', timeStyle: 'short' }),
    count: numbers(),
    brief: numbers({ notation: 'compact' }),
    tenths: numbers({ maximumFractionDigits: 1 }),
    list: once(() => new Intl.ListFormat(locale, { type: 'conjunction' })),
    relative: once(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' })),
    minutes: unit('minute'),
    hours: unit('hour'),
    days: unit('day'),
    seconds: numbers({ style: 'unit', unit: 'second', unitDisplay: 'long', maximumFractionDigits: 1 }),
    utcDay: dates({ day: 'numeric', month: 'short', timeZone: 'UTC' }),
    utcDate: dates({ dateStyle: 'medium', timeZone: 'UTC' }),
    utcDayYear: dates({ dateStyle: 'long', timeZone: 'UTC' }),
  };
}

let formats = formatsFor(navigator.language);

/** From here on dates and numbers are written as `locale` has them. */
export const writeAs = (locale: string): void => void (formats = formatsFor(locale));

/** 20 February 2027 */
export const longDate = (at: number): string => formats.longDate().format(at);

export const number = (value: number): string => formats.count().format(value);

/** 12K, where there is little room and the exact number stands beside it for a screen reader. */
export const briefNumber = (value: number): string => formats.brief().format(value);

/** 4.5, and never more exactly. */
export const tenths = (value: number): string => formats.tenths().format(value);

/** Ana, Max and Mia. */
export const listed = (names: readonly string[]): string => formats.list().format(names);

/** 10:02 */
export const timeOfDay = (at: number): string => formats.clock().format(at);

/** Everything there is to say about a moment: for a title. */
export const exactly = (at: number): string => formats.exact().format(at);

/** 20 Feb 2027, 10:02 */
export const moment = (at: number): string => formats.short().format(at);

const sameDay = (one: number, other: number): boolean =>
  new Date(one).toDateString() === new Date(other).toDateString();

/** 20 February; with the year where it is another than this one. */
function date(at: number, now = Date.now()): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (sameYear ? formats.dayAndMonth : formats.dayMonthYear)().format(at);
}

/** Today, yesterday, or the date: for the headings between the days of a conversation. */
export function dayHeading(at: number, now = Date.now()): string {
  if (sameDay(at, now)) return capital(formats.relative().format(0, 'day'));
  if (sameDay(at, now - day)) return capital(formats.relative().format(-1, 'day'));
  return date(at, now);
}

/** The nearest way to say when: the time today, else 20 Feb 2027. */
export const briefly = (at: number, now = Date.now()): string =>
  sameDay(at, now) ? timeOfDay(at) : formats.shortDate().format(at);

/** A moment to come, as exact as its nearness asks: the time today, else the date. */
export const coming = (at: number, now = Date.now()): { readonly today: boolean; readonly words: string } =>
  sameDay(at, now) ? { today: true, words: timeOfDay(at) } : { today: false, words: date(at, now) };

/** How long it has been, in the largest unit: 2 min, 3 hr. Under a minute there is nothing to say: null. */
export function elapsed(ms: number): string | null {
  if (ms < minute) return null;
  if (ms < hour) return formats.minutes().format(Math.floor(ms / minute));
  return ms < day
    ? formats.hours().format(Math.floor(ms / hour))
    : formats.days().format(Math.floor(ms / day));
}

/** In 3 days, 5 minutes ago. */
export function fromNow(at: number, now = Date.now()): string {
  const ms = at - now;
  const size = Math.abs(ms);
  if (size < hour) return formats.relative().format(Math.round(ms / minute), 'minute');
  if (size < day) return formats.relative().format(Math.round(ms / hour), 'hour');
  return formats.relative().format(Math.round(ms / day), 'day');
}

/** How long something took: 1.4 seconds, 12 minutes. */
export const took = (ms: number): string =>
  ms < minute ? formats.seconds().format(ms / 1_000) : durationInWords(ms);

/** `YYYY-MM-DD` as a date without a zone of its own: short for an axis, long for a table. */
export const calendarDay = (iso: string): { readonly short: string; readonly long: string } => {
  const at = Date.parse(`${iso}T00:00:00Z`);
  return { short: formats.utcDay().format(at), long: formats.utcDayYear().format(at) };
};

/** 20 Feb 2027, for what begins at midnight of no zone of its own. */
export const utcDate = (at: number): string => formats.utcDate().format(at);

/** Saturday 20 February at 10:02 CET, as it is told in `timeZone`. */
export const weekdayIn = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat(formats.locale, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at);

/** The name of the person's own zone: Europe/Berlin. */
export const ownTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

const capital = (words: string): string => words.charAt(0).toLocaleUpperCase(formats.locale) + words.slice(1);
