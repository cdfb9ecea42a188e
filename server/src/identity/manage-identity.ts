import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { readIdentityKey, rotateIdentityKey } from '@parlour/shared/protocol/identity.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';

export const readIdentityKeyCase =
  ({ identities }: Context): UseCase<typeof readIdentityKey> =>
  (_input, { scope }) =>
    identities.read(scope['merchant'] ?? '');

export const rotateIdentityKeyCase =
  ({ identities, audit }: Context): UseCase<typeof rotateIdentityKey> =>
  async ({ overlap }, { caller }) => {
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    const made = await identities.rotate(caller.merchant, overlap);
    await audit.append({
      actor: caller.account,
      action: 'identity.rotate',
      target: caller.merchant,
      payload: { overlap },
    });
    return made;
  };
