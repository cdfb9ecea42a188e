import { hour, minute } from '@parlour/shared/rules/expiry.js';
import { verifyAll } from '../audit/verify-all.js';
import type { Context } from '../context.js';
import { remindReviews } from '../holds/remind-reviews.js';
import { applyChanges } from './rule-changes.js';

/** What keeps the promises by the clock, beside the sweep. */
export function watchPromises(context: Context): void {
  const { jobs, log } = context;
  jobs.add({ name: 'rule_changes', every: 1 * minute, run: () => applyChanges(context) });
  jobs.add({ name: 'hold_reviews', every: 1 * hour, run: () => remindReviews(context) });
  jobs.add({
    name: 'audit_check',
    every: 6 * hour,
    run: async () => {
      const { problem } = await verifyAll(context);
      if (problem) log.error({ problem }, 'the audit is not whole');
    },
  });
}
