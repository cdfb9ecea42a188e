import type { listSessions } from '@parlour/shared/protocol/account.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { handleOf } from './account-secrets.js';
import { ownAccount } from './own-account.js';

export const listSessionsCase =
  (context: Context): UseCase<typeof listSessions> =>
  async (_input, call) => {
    const { account, session } = await ownAccount(context, call);
    const found = await context.sessions.list(account);
    return {
      sessions: found.map(({ _id, startedAt, seenAt, endsAt }) => ({
        id: handleOf(_id),
        startedAt: startedAt.getTime(),
        seenAt: seenAt.getTime(),
        endsAt: endsAt.getTime(),
        current: _id === session,
      })),
    };
  };
