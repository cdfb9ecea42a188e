import type { WireError } from '@parlour/shared/protocol/errors.js';
import { Refused } from './connection.js';

/** The error that a call was refused with. Fails where it was not refused. */
export async function refusalOf(call: Promise<unknown>): Promise<WireError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Refused) return error.error;
    throw error;
  }
  throw new Error('it was not refused');
}
