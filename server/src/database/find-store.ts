import path from 'node:path';
import type { Config } from '../config.js';
import { attachStore, startStore, type StoreProcess } from './store-process.js';

export interface FoundStore {
  readonly uri: string;
  /** The store that was started for this process; null where it is somebody else's to stop. */
  readonly own: StoreProcess | null;
}

/** `MONGODB_URI`, else the embedded store that already serves `DATA_DIR`, else one of our own. */
export async function findStore(
  config: Pick<Config, 'mongodbUri' | 'dataDir'>,
  onExit: (code: number | null, signal: NodeJS.Signals | null) => void = () => {},
): Promise<FoundStore> {
  if (config.mongodbUri) return { uri: config.mongodbUri, own: null };
  const folder = path.join(config.dataDir, 'store');
  const running = await attachStore(folder);
  if (running) return { uri: running.uri, own: null };
  const own = await startStore({ folder, onExit });
  return { uri: own.uri, own };
}
