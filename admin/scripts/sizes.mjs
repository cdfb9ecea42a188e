/**
 * What a portal's page loads before anything is done there: its scripts and styles, brotli. With `--check` it
 * fails where one is over the budget. Builds first where there is no build.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const budget = 170 * 1024;
const portals = ['merchant', 'admin', 'consumer', 'provider'];
const site = fileURLToPath(new URL('../dist/site/', import.meta.url));

/** The files that the page names, each once. What is imported later by a click is not among them. */
const initial = (html) => [
  ...new Set(
    [...html.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="\/portals\/([^"]+\.(?:js|css))"/g)].map(
      ([, file]) => file,
    ),
  ),
];

const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

async function main() {
  if (!portals.every((portal) => existsSync(`${site}${portal}.html`))) {
    const { createBuilder } = await import('vite');
    const configFile = fileURLToPath(new URL('../vite.config.ts', import.meta.url));
    await (await createBuilder({ configFile, logLevel: 'error' })).buildApp();
  }
  for (const portal of portals) {
    const files = initial(readFileSync(`${site}${portal}.html`, 'utf8'));
    const bytes = files.reduce((sum, file) => sum + brotliCompressSync(readFileSync(site + file)).length, 0);
    const over = bytes > budget;
    if (over && process.argv.includes('--check')) process.exitCode = 1;
    console.log(
      `${portal.padEnd(10)} ${kilobytes(bytes).padStart(9)} of ${kilobytes(budget)}${over ? '  OVER' : ''}`,
    );
  }
}

await main();
