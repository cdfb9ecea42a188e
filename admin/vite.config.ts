import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * One page for each portal, with what they share in files of its own. Everything is a file with a hash in its
 * name: nothing inline, so that the strictest content security policy holds.
 */
export default defineConfig({
  root: here('pages'),
  base: '/portals/',
  // Workspace packages are read from their sources.
  resolve: { conditions: ['source', 'module', 'browser', 'production'] },
  build: {
    outDir: here('dist/site'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: Object.fromEntries(
        ['merchant', 'admin', 'consumer', 'provider'].map((name) => [name, here(`pages/${name}.html`)]),
      ),
    },
  },
});
