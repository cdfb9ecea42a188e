/**
 * Writes into `server/README.md`, between its two marks, who may call which operation and who receives which field:
 * read from the one table that the server decides by. With `--check` it fails where what is written is not so.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import { fieldClasses, fieldsOf } from '@parlour/shared/access/fields.js';
import { matrixRoles, matrixRows, scopeWords } from '@parlour/shared/protocol/matrix.js';
import { schemas } from '@parlour/shared/schema/registry.js';
import { fieldsIn } from '@parlour/shared/schema/shape.js';

const readme = fileURLToPath(new URL('../README.md', import.meta.url));
const [begin, end] = ['<!-- matrix: written by scripts/matrix.mjs -->', '<!-- end of matrix -->'];

const row = (cells) => `| ${cells.join(' | ')} |`;
const tableOf = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const operations = tableOf(
  ['operation', 'by', ...matrixRoles],
  matrixRows().map(({ operation, ways, scopes }) => [
    `\`${operation}\``,
    ways.join(', '),
    ...matrixRoles.map((role) => (scopes[role] ? scopeWords[scopes[role]] : '')),
  ]),
);

const classes = tableOf(
  ['fields', ...matrixRoles],
  fieldClasses.map((fieldClass) => [
    `\`${fieldClass}\``,
    ...matrixRoles.map((role) => (fieldsOf[role].includes(fieldClass) ? 'yes' : '')),
  ]),
);

const marked = Object.entries(schemas).flatMap(([name, { output }]) =>
  [...fieldsIn(output)]
    .filter(([, fieldClass]) => fieldClass !== 'plain')
    .map(([path, fieldClass]) => [`\`${name}\``, `\`${path}\``, `\`${fieldClass}\``]),
);

const said = [
  begin,
  '',
  operations,
  '',
  'Which fields of an answer or a live update reach whom; whoever may not see `staff.id` reads the word `agent` instead:',
  '',
  classes,
  '',
  'The fields that are not `plain`:',
  '',
  tableOf(['operation', 'field', 'class'], marked),
  '',
  end,
].join('\n');

const before = readFileSync(readme, 'utf8');
const [start, stop] = [before.indexOf(begin), before.indexOf(end)];
if (start < 0 || stop < 0) throw new Error(`${readme} has lost the marks of its matrix.`);
const after = await prettier.format(before.slice(0, start) + said + before.slice(stop + end.length), {
  parser: 'markdown',
  ...(await prettier.resolveConfig(readme)),
});

if (!process.argv.includes('--check')) writeFileSync(readme, after);
else if (after !== before) {
  console.error('The matrix in server/README.md is not what the table says: node server/scripts/matrix.mjs');
  process.exitCode = 1;
}
