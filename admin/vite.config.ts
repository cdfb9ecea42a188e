import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Workspace packages are read from their sources. */
const conditions = ['source', 'module', 'browser', 'production'];
const portals = ['merchant', 'admin', 'consumer', 'provider'];

/**
 * One page for each portal, and each portal built by itself: nobody uses two at once, so that what a page needs first
 * is one script instead of all the pieces that portals could share. Everything is a file with a hash in its name:
 * nothing inline, so that the strictest content security policy holds.
 */
export default defineConfig({
  root: here('pages'),
  base: '/portals/',
  build: {
    outDir: here('dist/site'),
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  environments: Object.fromEntries(
    portals.map((name, at) => [
      name,
      {
        consumer: 'client',
        resolve: { conditions: [...conditions] },
        build: {
          emptyOutDir: at === 0,
          rolldownOptions: {
            input: here(`pages/${name}.html`),
            // What the page itself imports is one file, also where something that comes later imports it too.
            output: { codeSplitting: { groups: [{ name, tags: ['$initial'] }] } },
          },
        },
      },
    ]),
  ),
  builder: {
    async buildApp({ build, environments }) {
      for (const name of portals) await build(environments[name]!);
    },
  },
});
