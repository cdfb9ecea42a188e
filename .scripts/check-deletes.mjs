/**
 * RET-12: there is one place that deletes transcript data, `server/src/retention`. Outside it nothing may call a
 * method that deletes documents, unless on a collection that holds no transcript and is named here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { isMain, root } from './run.mjs';

/** The place itself; the embedded store, which carries out deletions that it is asked for; and tests. */
const exempt = [
  /^server\/src\/retention\//,
  /^server\/src\/database\/embedded\//,
  /^server\/src\/testing\//,
  /\.test\.ts$/,
];

/** What may be deleted elsewhere, by the last name before the call, and why it is no transcript. */
const harmless = new Map([
  ['Session', 'ends with a sign-out'],
  ['Attempt', 'counts of failed sign-ins, forgotten by time'],
  ['Link', 'is used once, or runs out'],
  ['ApiToken', 'ends when it is revoked'],
  ['Passkey', 'ends when its owner removes it'],
  ['AccountPicture', 'ends when its owner removes it, or may work no longer; in no transcript'],
  ['Lease', 'ends with its holder'],
  ['Block', 'says with whom nothing begins; holds nothing that was said'],
  ['ExportChunk', 'a copy that its owner asked for: sealed, and theirs alone'],
  ['NodePresence', 'says that a node lives'],
  ['PublishedFile', 'the widget’s own files of earlier versions, about nobody'],
  ['Mail', 'a queue: what is delivered or given up leaves it'],
  ['CannedReply', 'a merchant’s own text, about nobody'],
  ['Label', 'a merchant’s own word; conversations lose it'],
  ['PlacementInvitation', 'asks a merchant to a site or the other way round, and is answered or taken back'],
  ['WebhookDelivery', 'a log without content; what is about a conversation is purged with it'],
  ['AuditPayload', 'what a commitment stands for; its destruction is the point (AUD-1)'],
]);

const deleting = new Set([
  'deleteOne',
  'deleteMany',
  'findOneAndDelete',
  'findByIdAndDelete',
  'findOneAndRemove',
  'dropCollection',
  'dropDatabase',
  'drop',
]);

/** Models whose documents may go by a TTL index: it sees no hold and writes no ledger. */
const expiring = /\/(session|lease|link|attempts|spent-challenge|export-chunk|page-hour)\.model\.ts$/;

function* sources(folder) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* sources(path);
    else if (path.endsWith('.ts') && !exempt.some((pattern) => pattern.test(path))) yield path;
  }
}

const lastName = (node) =>
  ts.isPropertyAccessExpression(node) ? node.name.text : ts.isIdentifier(node) ? node.text : node.getText();

/** What a piece of code deletes, or null. */
function deletion(node) {
  if (ts.isCallExpression(node)) {
    const { expression } = node;
    const method = ts.isPropertyAccessExpression(expression)
      ? expression.name.text
      : ts.isElementAccessExpression(expression)
        ? expression.argumentExpression.getText().slice(1, -1)
        : '';
    if (deleting.has(method) && !harmless.has(lastName(expression.expression))) return `calls ${method}`;
  }
  // In a bulk write a deletion is a property, and so it is in a raw command.
  if (ts.isPropertyAssignment(node) && ts.isObjectLiteralExpression(node.initializer)) {
    const name = node.name.getText().replace(/['"]/g, '');
    if (name === 'deleteOne' || name === 'deleteMany') return `writes ${name} in bulk`;
  }
  return null;
}

/** What a source file deletes and may not: `path:line what`, one for each place. */
export function deletionsIn(path, source) {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.ES2023, true);
  const found = [];
  const note = (node, what) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    found.push(`${path}:${line + 1} ${what}`);
  };
  const visit = (node) => {
    const what = deletion(node);
    if (what) note(node, what);
    if (expires(node) && path.endsWith('.model.ts') && !expiring.test(path)) {
      note(node, 'lets the database delete by itself');
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const expires = (node) =>
  ts.isPropertyAssignment(node) && /^(expireAfterSeconds|expires)$/.test(node.name.getText());

function main() {
  const found = [...sources('server/src')].flatMap((path) =>
    deletionsIn(path, readFileSync(join(root, path), 'utf8')),
  );
  if (found.length === 0) {
    process.stdout.write('Nothing outside server/src/retention deletes transcript data.\n');
    return;
  }
  process.stdout.write(
    `Only server/src/retention may delete transcript data (RET-12):\n${found.map((line) => `  ${line}\n`).join('')}`,
  );
  process.exitCode = 1;
}

if (isMain(import.meta.url)) main();
