import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { emulateMediaPlugin, setViewportPlugin } from '@web/test-runner-commands/plugins';
import { playwrightLauncher } from '@web/test-runner-playwright';

export default {
  rootDir: fileURLToPath(new URL('..', import.meta.url)),
  files: fileURLToPath(new URL('src/**/*.browser.test.ts', import.meta.url)),
  // Workspace packages are read from their sources.
  nodeResolve: { exportConditions: ['source', 'browser', 'production'] },
  plugins: [esbuildPlugin({ ts: true, target: 'es2022' }), emulateMediaPlugin(), setViewportPlugin()],
  // The built loader finds its files beside it, as it does at the server.
  middleware: [
    (context, next) => {
      context.url = context.url.replace(
        /^\/(widget\.js)$|^\/widget\/([\w.-]+\.js)$/,
        '/widget/dist/assets/$1$2',
      );
      return next();
    },
  ],
  concurrency: 1,
  browsers: [
    playwrightLauncher({
      product: 'chromium',
      launchOptions: {
        executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-quic',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
        ],
      },
      createBrowserContext: ({ browser }) =>
        browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } }),
    }),
  ],
  testFramework: { config: { timeout: 10_000 } },
  // Of all of a file's tests together, on a machine that is busy: what hangs is ended by its own limit.
  testsFinishTimeout: 240_000,
  testRunnerHtml: (framework) =>
    `<!doctype html><html lang="en"><head><title>Tests</title></head><body><script type="module" src="${framework}"></script></body></html>`,
};
