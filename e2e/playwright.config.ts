import { defineConfig } from '@playwright/test';

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Whatever the browser would do by itself is off: every request that a story sees is the product's. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: 'stories',
  outputDir: 'test-results',
  globalSetup: './fixtures/build.ts',
  forbidOnly: true,
  retries: 0,
  workers: 2,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'line',
  use: {
    actionTimeout: 10_000,
    launchOptions: { executablePath, args },
    viewport: { width: 1_280, height: 800 },
    locale: 'en-GB',
    trace: 'retain-on-failure',
  },
});
