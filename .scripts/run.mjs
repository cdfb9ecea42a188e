/** Commands of the build, run from the repository's folder. Node built-ins only: nothing may be installed yet. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository's folder, with a slash at its end. */
export const root = fileURLToPath(new URL('../', import.meta.url));

/** `npm` and `npx` are batch files on Windows, which need a shell to run. */
const shell = process.platform === 'win32';

/** Says what happens. On standard error, because standard output may belong to a program that reads it. */
export const say = (line) => process.stderr.write(`${line}\n`);

/**
 * Runs a command and resolves with its exit code. Its output goes to standard error as it comes, or, with
 * `quiet`, is kept and given back, so that what runs in parallel does not mix.
 */
export function run(command, args, { cwd = root, env = {}, quiet = false, stdout = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', stdout ? 1 : 2, 2],
      shell: shell && /^np[mx]$/.test(command),
    });
    const output = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({ code: code ?? 1, signal, output: Buffer.concat(output).toString('utf8') }),
    );
  });
}

/** Runs a script of the repository or of a package with this very Node. */
export const node = (script, args = [], options = {}) => run(process.execPath, [script, ...args], options);

/** Whether this file is what Node was started with, and not an import. */
export const isMain = (url) => process.argv[1] !== undefined && fileURLToPath(url) === process.argv[1];

export const seconds = (since) => `${((performance.now() - since) / 1_000).toFixed(1)} s`;
