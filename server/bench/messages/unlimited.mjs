/** Loaded first into the server that is measured: one load generator is not a thousand people, so limits do not bind. */
import { register } from 'node:module';

register(
  `data:text/javascript,${encodeURIComponent(`
    import { readFile } from 'node:fs/promises';
    import { fileURLToPath } from 'node:url';
    export async function load(url, context, next) {
      if (!/shared\\/dist\\/protocol\\/limits\\.js$/.test(url)) return next(url, context);
      const source = await readFile(fileURLToPath(url), 'utf8');
      return { format: 'module', shortCircuit: true, source: source.replace(/points: [0-9_]+/g, 'points: 1e9') };
    }
  `)}`,
);
