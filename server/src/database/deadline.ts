/** The store did not answer in time; whether it did what was asked is not known. */
export class StoreTimeout extends Error {
  override readonly name = 'StoreTimeout';
  constructor(milliseconds: number) {
    super(`the store did not answer within ${milliseconds} ms`);
  }
}

/** Milliseconds within which the store answers, or is taken to be away. */
export const storeDeadline = 5_000;

/**
 * Gives up waiting after `milliseconds`. Needed wherever one wait holds up others: the driver itself bounds no
 * operation, and waits for ever for a socket to drain that was destroyed in the moment before the write, as
 * happens when the store is killed.
 */
export async function withDeadline<Value>(
  work: Promise<Value>,
  milliseconds = storeDeadline,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new StoreTimeout(milliseconds)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
