import type { Socket } from 'node:net';

/** A connection of Engine.IO, as far as it is meant here: `flush` hands on what waits to its transport. */
interface Flushing {
  flush(): void;
}

/**
 * What one turn has for `connection`, an acknowledgement and what everybody in the conversation is told, is handed to
 * its transport together. Engine.IO hands on the first frame at once, and the others when it hears that this has
 * gone: a system call for each.
 */
export function gatherFrames(connection: object): void {
  const engine = connection as Flushing;
  const flush = engine.flush.bind(engine);
  let isGathering = false;
  const release = (): void => {
    isGathering = false;
    flush();
  };
  engine.flush = (): void => {
    if (isGathering) return;
    isGathering = true;
    // After all that the promises of this turn bring, and before anything else.
    process.nextTick(release);
  };
}

/**
 * What is written to `connection` in one turn of the event loop leaves in one system call: after a group commit an
 * agent's connection is told of many messages at once, and each frame would be a call of its own.
 */
export function gatherWrites(connection: Socket): void {
  const write = connection.write.bind(connection) as Socket['write'];
  let isGathering = false;
  const release = (): void => {
    isGathering = false;
    connection.uncork();
  };
  connection.write = ((...given: Parameters<Socket['write']>): boolean => {
    if (!isGathering) {
      isGathering = true;
      connection.cork();
      setImmediate(release);
    }
    return write(...given);
  }) as Socket['write'];
}
