/** Dates, durations and numbers by `Intl`, in the person's locale and zone. */
import { durationInWords } from '@parlour/shared/rules/expiry-words.js';
import { day, hour, minute } from '@parlour/shared/rules/expiry.js';

const locale = navigator.language;

const dayAndMonth = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' });
const dayMonthYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
const shortDate = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' });
const short = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const count = new Intl.NumberFormat(locale);
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' });
const narrow = (unit: string): Intl.NumberFormat =>
  new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' });
const minutes = narrow('minute');
const hours = narrow('hour');
const days = narrow('day');
const seconds = new Intl.NumberFormat(locale, {
  style: 'unit',
  unit: 'second',
  unitDisplay: 'long',
  maximumFractionDigits: 1,
});

export const number = (value: number): string => count.format(value);

/** 10:02 */
export const timeOfDay = (at: number): string => clock.format(at);

/** Everything there is to say about a moment: for a title. */
export const exactly = (at: number): string => exact.format(at);

/** 20 Feb 2027, 10:02 */
export const moment = (at: number): string => short.format(at);

const sameDay = (one: number, other: number): boolean =>
  new Date(one).toDateString() === new Date(other).toDateString();

/** 20 February; with the year where it is another than this one. */
function date(at: number, now = Date.now()): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (sameYear ? dayAndMonth : dayMonthYear).format(at);
}

/** Today, yesterday, or the date: for the headings between the days of a conversation. */
export function dayHeading(at: number, now = Date.now()): string {
  if (sameDay(at, now)) return capital(relative.format(0, 'day'));
  if (sameDay(at, now - day)) return capital(relative.format(-1, 'day'));
  return date(at, now);
}

/** The nearest way to say when: the time today, else 20 Feb 2027. */
export const briefly = (at: number, now = Date.now()): string =>
  sameDay(at, now) ? timeOfDay(at) : shortDate.format(at);

/** A moment to come, as exact as its nearness asks: the time today, else the date. */
export const coming = (at: number, now = Date.now()): { readonly today: boolean; readonly words: string } =>
  sameDay(at, now) ? { today: true, words: timeOfDay(at) } : { today: false, words: date(at, now) };

/** How long it has been, in the largest unit: 2 min, 3 hr. Under a minute there is nothing to say: null. */
export function elapsed(ms: number): string | null {
  if (ms < minute) return null;
  if (ms < hour) return minutes.format(Math.floor(ms / minute));
  return ms < day ? hours.format(Math.floor(ms / hour)) : days.format(Math.floor(ms / day));
}

/** In 3 days, 5 minutes ago. */
export function fromNow(at: number, now = Date.now()): string {
  const ms = at - now;
  const size = Math.abs(ms);
  if (size < hour) return relative.format(Math.round(ms / minute), 'minute');
  if (size < day) return relative.format(Math.round(ms / hour), 'hour');
  return relative.format(Math.round(ms / day), 'day');
}

/** How long something took: 1.4 seconds, 12 minutes. */
export const took = (ms: number): string => (ms < minute ? seconds.format(ms / 1_000) : durationInWords(ms));

const utcDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const utcDayYear = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });

/** `YYYY-MM-DD` as a date without a zone of its own: short for an axis, long for a table. */
export const calendarDay = (iso: string): { readonly short: string; readonly long: string } => {
  const at = Date.parse(`${iso}T00:00:00Z`);
  return { short: utcDay.format(at), long: utcDayYear.format(at) };
};

const capital = (words: string): string => words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);
