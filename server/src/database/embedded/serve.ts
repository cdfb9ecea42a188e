import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import type { Server } from 'node:net';
import { answerWith } from './commands/dispatch.js';
import { Maintenance } from './storage/maintenance.js';
import { lockFolder } from './storage/lock.js';
import { Store } from './store.js';
import { portUri, socketPath, socketUri } from './address.js';
import { serve } from './wire/listen.js';

export interface Served {
  readonly uri: string;
  readonly store: Store;
  close(): Promise<void>;
}

/**
 * Opens the store of a folder and serves it on a socket in that folder (mode 0700: whoever may enter the folder may
 * read the data), and on a loopback port only when one is given.
 *
 * @throws when another process serves the folder.
 */
export async function serveStore(options: { folder: string; port?: number }): Promise<Served> {
  const { folder } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const lock = await lockFolder(folder);
  const store = new Store(folder);
  await store.recover();
  const maintenance = new Maintenance(store);
  const answer = answerWith(store);
  const served: { end(): void }[] = [];
  const path = socketPath(folder);
  rmSync(path, { force: true }); // the lock is ours: nobody listens there any more
  served.push(await listen(serve(answer), { path }));
  let uri = socketUri(path);
  if (options.port !== undefined) {
    const onPort = await listen(serve(answer), { port: options.port, host: '127.0.0.1' });
    served.push(onPort);
    const address = onPort.server.address();
    const port = typeof address === 'object' && address ? address.port : options.port;
    uri = portUri(port);
    process.stderr.write(
      `store: warning: 127.0.0.1:${port} is open to every user of this machine, without a password\n`,
    );
  }
  maintenance.start();
  return {
    uri,
    store,
    async close() {
      maintenance.stop();
      for (const one of served) one.end();
      await store.close();
      rmSync(path, { force: true });
      await lock.release();
    },
  };
}

function listen<T extends { server: Server }>(
  served: T,
  where: { path: string } | { port: number; host: string },
): Promise<T> {
  const { server } = served;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(where, () => {
      server.off('error', reject);
      resolve(served);
    });
  });
}
