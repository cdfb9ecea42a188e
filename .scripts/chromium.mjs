/** The browser for the tests: the system's Chromium, or Playwright's own; installed where it can be. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isMain, root, run, say } from './run.mjs';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const playwright = () =>
  createRequire(`${root}e2e/package.json`)('playwright-core').chromium.executablePath();

const find = () =>
  [process.env.CHROMIUM_PATH, ...usual, playwright()].find((path) => path && existsSync(path)) ?? null;

const isRootOnDebian = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

async function installFromDebian() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env, quiet: true });
  return run('apt-get', ['install', '-y', '-qq', 'chromium'], { env, quiet: true });
}

/** Resolves with the path of a Chromium that can be started. */
export async function ensureChromium() {
  const found = find();
  if (found) return found;
  say('Installing Chromium for the tests …');
  const { output } = isRootOnDebian()
    ? await installFromDebian()
    : await run('npx', ['playwright', 'install', 'chromium'], { quiet: true });
  const installed = find();
  if (installed) return installed;
  say(output);
  throw new Error(
    'The tests need Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH to it.',
  );
}

if (isMain(import.meta.url)) process.stdout.write(`${await ensureChromium()}\n`);
