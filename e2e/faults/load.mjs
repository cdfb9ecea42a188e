/**
 * Edits modules while they are loaded. `haste` makes the servers wait ten times less for silence, like the clients'
 * clock. The others each break one rule of the protocol on purpose, to see that the checker notices.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const edits = {
  haste: [
    [/shared\/(dist|src)\/protocol\/limits\.[jt]s$/, 'headInterval = 10_000', 'headInterval = 1_000'],
    [/server\/(dist|src)\/edge\/socket\.[jt]s$/, 'pingInterval: 10_000', 'pingInterval: 1_000'],
    [/server\/(dist|src)\/edge\/socket\.[jt]s$/, 'pingTimeout: 8_000', 'pingTimeout: 1_111'],
  ],
  // A repeated send is stored again: the store is not told that a clientId comes once.
  dedupe: [
    [
      /server\/(dist|src)\/conversations\/message\.model\.[jt]s$/,
      "{ unique: true, name: 'clientId' }",
      "{ name: 'clientId' }",
    ],
  ],
  // A client applies whatever comes next, be there a gap or not.
  gap: [
    [
      /widget\/src\/conversation\/state\.ts$/,
      'if (message.seq !== lastSeq(state) + 1) return { ...state, head };',
      '',
    ],
  ],
  // A message is acknowledged and told of before it is on disk.
  order: [
    [
      /server\/(dist|src)\/conversations\/message-writer\.[jt]s$/,
      'const refused = await withDeadline(insertMessages(this.models.Message, documents));',
      'const refused = new Map(); void insertMessages(this.models.Message, documents).catch(() => {});',
    ],
  ],
};

let active = [];

export function initialize({ broken }) {
  if (broken && !edits[broken]) throw new Error(`There is no break "${broken}".`);
  active = [...edits.haste, ...(broken ? edits[broken] : [])];
}

export async function load(url, context, next) {
  const here = url.startsWith('file:') ? active.filter(([file]) => file.test(url)) : [];
  if (here.length === 0) return next(url, context);
  const path = fileURLToPath(url);
  let source = await readFile(path, 'utf8');
  for (const [, from, to] of here) {
    if (!source.includes(from)) throw new Error(`${path} has no "${from}" any more: see e2e/faults/load.mjs`);
    source = source.replace(from, to);
  }
  if (path.endsWith('.ts')) {
    const { ESNext } = ts.ModuleKind;
    const options = { module: ESNext, target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: true };
    source = ts.transpileModule(source, { compilerOptions: options, fileName: path }).outputText;
  }
  return { format: 'module', source, shortCircuit: true };
}
