/**
 * `npm run spec`: which behaviours of shared/SPEC.md have a test that names them. A behaviour that is not built
 * says so itself, `(not built yet)`. Fails where the list and the tests contradict each other.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

const mark = '(not built yet)';
/** What only a clean clone can prove. */
const byClone = '(proven by `.ci/run`)';
const folders = ['.scripts', 'shared/src', 'server/src', 'widget/src', 'admin/src', 'e2e'];

function readBehaviours() {
  const behaviours = new Map();
  for (const line of readFileSync(`${root}shared/SPEC.md`, 'utf8').split('\n')) {
    const [, id, text] = /^- ([A-Z]{3}-\d+) (.*)$/.exec(line) ?? [];
    if (!id) continue;
    if (behaviours.has(id)) throw new Error(`shared/SPEC.md has ${id} twice.`);
    behaviours.set(id, { built: !text.includes(mark), text, tests: [], byClone: text.includes(byClone) });
  }
  return behaviours;
}

function* testFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules' && entry.name !== 'dist') yield* testFiles(path);
    } else if (/\.(test|spec)\.(ts|mjs)$/.test(entry.name)) yield path;
  }
}

/** The titles of a file's tests and groups: the first argument of `it`, `test` and `describe`. */
const titles = (source) =>
  [
    ...source.matchAll(
      /\b(?:it|test|describe|suite)(?:\.\w+)*(?:\([^()'"`]*\))?\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g,
    ),
  ].map((match) => match[2]);

function readTests(behaviours) {
  const prefixes = new Set([...behaviours.keys()].map((id) => id.slice(0, 3)));
  const unknown = [];
  for (const path of folders.flatMap((folder) => [...testFiles(`${root}${folder}`)])) {
    for (const title of titles(readFileSync(path, 'utf8'))) {
      for (const [id] of title.matchAll(/\b[A-Z]{3}-\d+\b/g)) {
        if (behaviours.has(id)) behaviours.get(id).tests.push(title);
        else if (prefixes.has(id.slice(0, 3))) unknown.push(`${path.slice(root.length)}: "${title}"`);
      }
    }
  }
  return unknown;
}

const behaviours = readBehaviours();
const unknown = readTests(behaviours);
const all = [...behaviours].map(([id, behaviour]) => ({
  id,
  ...behaviour,
  proven: behaviour.byClone || behaviour.tests.length > 0,
}));
const unproven = all.filter(({ built, proven }) => built && !proven);
const tooModest = all.filter(({ built, proven }) => !built && proven);

function list(heading, lines) {
  if (lines.length > 0) process.stdout.write(`${heading}\n${lines.map((line) => `  ${line}\n`).join('')}\n`);
}

list(
  'Not built yet:',
  [
    all
      .filter(({ built }) => !built)
      .map(({ id }) => id)
      .join(' '),
  ].filter(Boolean),
);
list(
  `Built, but no test names it. Write one, or mark the line "${mark}":`,
  unproven.map(({ id, text }) => `${id} ${text.slice(0, 90)}`),
);
list(
  `Marked "${mark}", but tests name it. Take the mark away:`,
  tooModest.map(({ id, tests }) => `${id} "${tests[0]}"`),
);
list('Titles that name a behaviour that does not exist:', unknown);

const proven = all.filter((behaviour) => behaviour.proven).length;
process.stdout.write(`${proven} of ${all.length} behaviours are proven by a test.\n`);
process.exitCode = unproven.length + tooModest.length + unknown.length > 0 ? 1 : 0;
