import type { chooseAvailability } from '@parlour/shared/protocol/assignment.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';

/**
 * CNV-2, CNV-8: an agent chooses whether they can answer. It holds until they choose again, at whatever device. Who
 * is away is offered nothing, and where nobody else is there, consumers see that nobody is.
 */
export const chooseAvailabilityCase =
  ({ models, bus }: Context): UseCase<typeof chooseAvailability> =>
  async ({ availability }, { caller }) => {
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    const { account } = caller;
    await models.Account.updateOne({ _id: account }, { $set: { availability } });
    bus.tell('availability.chosen', { account, availability });
    return { availability };
  };
