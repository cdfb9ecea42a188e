import { connect } from '../database/connect.js';

/** What the server keeps of itself as time passes. */
const own: readonly string[] = ['leases', 'nodePresences', 'auditChecks', 'migrations', 'journalMarks'];

/** How many documents each collection at `uri` holds, but for those that the server keeps of itself and the empty ones. */
export async function countRows(uri: string): Promise<Record<string, number>> {
  const connection = await connect(uri);
  try {
    const names = (await connection.listCollections()).map(({ name }) => name);
    const counted = names
      .filter((name) => !own.includes(name))
      .map(async (name) => [name, await connection.collection(name).countDocuments()] as const);
    return Object.fromEntries((await Promise.all(counted)).filter(([, count]) => count > 0));
  } finally {
    await connection.close();
  }
}
