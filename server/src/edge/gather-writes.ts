import type { Socket } from 'node:net';

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
