/** The time as the server sees it, in milliseconds since the epoch (UTC). Tests bring their own. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };
