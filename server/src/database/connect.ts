import mongoose, { type Connection } from 'mongoose';

/**
 * STO-1: MongoDB and the embedded store are reached in the same way. `bufferCommands` is off, so that a request
 * during an outage is refused with `unavailable` after `serverSelectionTimeoutMS` and never hangs.
 */
export async function connect(uri: string): Promise<Connection> {
  const connection = mongoose.createConnection(uri, {
    bufferCommands: false,
    autoIndex: false,
    serverSelectionTimeoutMS: 3_000,
    heartbeatFrequencyMS: 1_000,
    minHeartbeatFrequencyMS: 100,
    maxPoolSize: 20,
    // MSG-2: acknowledged means on disk, on a majority where there is one.
    writeConcern: { w: 'majority', journal: true },
    readConcernLevel: 'majority',
  });
  return connection.asPromise();
}
