import type { OpeningHours, OpeningState } from '../rules/opening-hours.js';
import { operation } from './define.js';

export interface HoursView {
  /** Null where none are set: then only the agents' presence counts. */
  readonly hours: OpeningHours | null;
  readonly state: OpeningState | null;
}

export const readHours = operation<Record<never, never>, HoursView>()({
  name: 'hours.read',
  summary: "The merchant's opening hours, and whether it is open now.",
  capability: 'settings.manage',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/hours'],
  socket: true,
});

export const setHours = operation<{ hours: OpeningHours | null }, HoursView>()({
  name: 'hours.set',
  summary: 'Replaces the opening hours and holidays. They act on the next visitor; null takes them away.',
  capability: 'settings.manage',
  purpose: 'service',
  limit: 'write',
  http: ['PUT', '/hours'],
  socket: true,
});

export const hoursOperations = [readHours, setHours] as const;
