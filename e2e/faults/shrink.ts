/** From a schedule that shows a violation to the shortest one that does, by leaving out more and more of it. */
import type { Cluster } from '@parlour/server/testing/cluster.js';
import { runRound, type Outcome } from './run-schedule.js';
import { drawSchedule, type Step } from './schedule.js';

/** What depends on time may need several attempts to show itself again. */
const attempts = 2;
const mostRuns = 40;

export async function shrink(
  start: () => Promise<Cluster>,
  seed: number,
  first: Outcome,
): Promise<{ steps: number; history: readonly string[] }> {
  const cluster = await start();
  let best: { steps: readonly Step[]; history: readonly string[] } = {
    steps: drawSchedule(seed),
    history: first.history,
  };
  let runs = 0;
  const shows = async (steps: readonly Step[]): Promise<boolean> => {
    for (let attempt = 0; attempt < attempts && runs < mostRuns; attempt++, runs++) {
      const [outcome] = await runRound(cluster, [{ seed, steps }]);
      if (!outcome || outcome.violations.length === 0) continue;
      best = { steps, history: outcome.history };
      return true;
    }
    return false;
  };
  try {
    for (let size = Math.ceil(best.steps.length / 2); size >= 1 && runs < mostRuns;) {
      const { length } = best.steps;
      for (let from = 0; from < best.steps.length;) {
        const { steps } = best;
        if (!(await shows([...steps.slice(0, from), ...steps.slice(from + size)]))) from += size;
      }
      if (best.steps.length === length || size > best.steps.length)
        size = size === 1 ? 0 : Math.ceil(size / 2);
    }
  } finally {
    await cluster.stop();
  }
  return { steps: best.steps.length, history: best.history };
}
