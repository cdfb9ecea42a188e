import type { Clock } from '@parlour/widget/connection/clock.js';

/** What waits for silence (a call's answer, the next attempt, a ping) waits so many times less in a fault run. */
const haste = 10;

/** How long a server is silent at most: it has told so, and it tells real time (`load.mjs`). */
const silence = 1_000 + 1_111;

const began = Date.now();

/** The clients' clock. The servers' own waits are shortened alike, by `hook.mjs`. */
export const hastyClock: Clock = {
  now: () => began + (Date.now() - began) * haste,
  after(ms, task) {
    const timer = setTimeout(task, ms === silence ? ms : ms / haste);
    return () => clearTimeout(timer);
  },
};
