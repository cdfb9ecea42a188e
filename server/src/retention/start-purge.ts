import type { startPurge } from '@parlour/shared/protocol/retention.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';

/** Begins a purge of all that is due and answers at once; progress follows, and a crash only delays it. */
export const startPurgeCase =
  ({ purger, log }: Context): UseCase<typeof startPurge> =>
  async () => {
    const { run, done } = await purger.run('admin');
    done.catch((error: unknown) =>
      log.error({ err: error, run: run.id }, 'the purge failed and will be resumed'),
    );
    return { run };
  };
