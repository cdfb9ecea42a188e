import type { PurgeRunView } from '@parlour/shared/protocol/retention.js';

/**
 * Of two reports on purge runs the one to show: the later run, and of the same run the one that is further. An
 * answer may be overtaken on its way by a live report, so what comes last is not always newest.
 */
export function newestRun(known: PurgeRunView | null, told: PurgeRunView | null): PurgeRunView | null {
  if (known === null || told === null) return told ?? known;
  if (known.id !== told.id) return told.startedAt >= known.startedAt ? told : known;
  if (known.state !== 'running') return known;
  return told.state !== 'running' || told.purged >= known.purged ? told : known;
}
