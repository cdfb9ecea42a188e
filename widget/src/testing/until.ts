const patience = 5_000;
const interval = 20;

/** Waits until it is so. Fails with what it is called, where it does not come within five seconds. */
export async function until(isSo: () => unknown, what: string): Promise<void> {
  for (const since = performance.now(); !isSo();) {
    if (performance.now() - since > patience) throw new Error(what);
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
}
