import type { closeSession } from '@parlour/shared/protocol/account.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';

/** Signs out: the session is gone and its sockets close. */
export const closeSessionCase =
  ({ sessions }: Context): UseCase<typeof closeSession> =>
  async (_input, { caller, effects }) => {
    if ('session' in caller) await sessions.end(caller.session);
    effects.session = 'ended';
    return {};
  };
