import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('.', import.meta.url));
const run = promisify(execFile);

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'parlour-cli-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** The command as a person runs it: a process of its own. */
const parlour = (...given: string[]) => {
  const entry = path.join(folder, 'parlour.ts');
  const env = { ...process.env, DATA_DIR: dataDir };
  return run(process.execPath, ['--conditions=source', '--import', 'tsx', entry, ...given], { env });
};

it('RET-8 every command that is written is one that can be given', async () => {
  const { stdout } = await parlour('--help');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const sources = await Promise.all(files.map((name) => readFile(path.join(folder, name), 'utf8')));
  const declared = sources.flatMap((source) =>
    // mailReplyCommand is given as mail-reply.
    [...source.matchAll(/export const (\w+)Command\b/g)].map(([, name]) =>
      name!.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    ),
  );
  expect(declared).toContain('purge');
  for (const name of declared) expect(stdout).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
});

it('RET-8 a dry run on an empty installation says that nothing is due, and leaves nothing running', async () => {
  const { stdout } = await parlour('purge', '--dry-run');
  expect(stdout).toMatch(/^Nothing is due at \d{4}-/);
});
