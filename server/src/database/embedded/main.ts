import { parseArgs } from 'node:util';
import { serveStore } from './serve.js';

/** The store's own process: `node main.js --folder F [--port N]`. With an IPC channel it ends when its parent does. */
const { values } = parseArgs({ options: { folder: { type: 'string' }, port: { type: 'string' } } });

if (!values.folder) {
  process.stderr.write('store: --folder is missing\n');
  process.exit(2);
}

try {
  const served = await serveStore({
    folder: values.folder,
    ...(values.port === undefined ? {} : { port: Number(values.port) }),
  });
  let stopping = false;
  const stop = (code: number) => {
    if (stopping) return;
    stopping = true;
    served.close().then(
      () => process.exit(code),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', () => stop(0));
  process.on('SIGINT', () => {
    if (!process.send) stop(0); // a terminal's Ctrl-C reaches the parent too, which ends this process last
  });
  if (process.send) {
    process.on('disconnect', () => stop(0));
    process.on('message', (message) => {
      if (message === 'stop') stop(0);
    });
    process.send({ ready: true, uri: served.uri });
  } else {
    process.stdout.write(`${JSON.stringify({ ready: true, uri: served.uri })}\n`);
  }
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  if (process.send) process.send({ ready: false, message }, () => process.exit(1));
  else {
    process.stderr.write(`store: ${message}\n`);
    process.exit(1);
  }
}
