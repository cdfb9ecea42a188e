import { z } from 'zod';
import { isTimeZone } from '../rules/opening-hours.js';
import { nothing, time } from './fields.js';

const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 09:00');
const interval = z.strictObject({ from: wallTime, to: wallTime });
const intervals = z.array(interval).max(6);

/** Of a leap year, so that 29 February is a day. */
const isDay = (date: string): boolean => {
  const whole = date.length === 5 ? `2024-${date}` : date;
  const parsed = new Date(`${whole}T00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(whole);
};
const holidayDate = z
  .string()
  .regex(/^(\d{4}-)?\d{2}-\d{2}$/, 'a date such as 2026-12-24, or 12-24 for every year')
  .refine(isDay, 'a day that there is');

export const timeZone = z
  .string()
  .min(1)
  .max(60)
  .refine(isTimeZone, 'an IANA time zone such as Europe/Berlin');

const hours = z.strictObject({
  timeZone,
  week: z.array(intervals).length(7),
  holidays: z
    .array(z.strictObject({ date: holidayDate, name: z.string().max(80), open: intervals }))
    .max(100)
    .refine((all) => new Set(all.map(({ date }) => date)).size === all.length, 'each date once'),
});
export const openingState = z.object({ open: z.boolean(), changesAt: time.nullable() });
const view = z.object({ hours: hours.nullable(), state: openingState.nullable() });

export const hoursSchemas = {
  'hours.read': { input: nothing, output: view },
  'hours.set': { input: z.strictObject({ hours: hours.nullable() }), output: view },
};
