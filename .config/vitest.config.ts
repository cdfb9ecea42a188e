import { defineConfig } from 'vitest/config';

// Workspace packages are read from their sources, so that a test never runs against a stale build.
const conditions = ['source', 'module', 'node', 'development|production'];

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['{shared,server,widget,admin}/src/**/*.test.ts', '.scripts/*.test.mjs'],
    // What needs a page runs in a browser: @web/test-runner takes these.
    exclude: ['**/*.browser.test.ts', '**/dist/**', '**/node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    server: { deps: { inline: [/@parlour\//] } },
  },
});
