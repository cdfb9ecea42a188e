import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port that somebody else uses already. Its message says what to do. */
export class BusyPort extends Error {
  override readonly name = 'BusyPort';
  constructor(variable: string, port: number) {
    super(
      `Port ${port} is in use by another program. End it, or choose another port: ` +
        `${variable}=${port + 1_000} npm start, or ${variable}=0 for any free one.`,
    );
  }
}

/** Asks before anything is started, so that the answer is one clear line. `variable` is what sets the port. */
export async function refuseBusyPort(variable: string, port: number, host: string): Promise<void> {
  if (port === 0) return;
  const probe = createServer();
  try {
    probe.listen(port, host);
    await once(probe, 'listening');
  } catch (error) {
    throw asBusyPort(error, variable, port);
  }
  probe.close();
  await once(probe, 'close');
}

/** The error of a `listen` in words, where it says that the port is taken. */
export const asBusyPort = (error: unknown, variable: string, port: number): unknown =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    ? new BusyPort(variable, port)
    : error;
