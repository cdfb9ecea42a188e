/**
 * Measures what a page loads, as brotli and gzip. Without arguments it prints the table; `--write` puts it into
 * README.md; `--check` fails where a budget is exceeded (WID-5) or the table is off by more than 5 %.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = new URL('..', import.meta.url);
const assets = new URL('dist/assets/', root);
const drift = 0.05;
const budgets = { loader: 3 * 1_024, open: 26 * 1_024 };

function sizeOf(name) {
  const content = readFileSync(new URL(name, assets));
  const brotli = brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  });
  return { raw: content.length, brotli: brotli.length, gzip: gzipSync(content, { level: 9 }).length };
}

const sum = (sizes) =>
  sizes.reduce((all, one) => ({
    raw: all.raw + one.raw,
    brotli: all.brotli + one.brotli,
    gzip: all.gzip + one.gzip,
  }));

function measure() {
  const { loaderFile, chatFile, localeFiles, laterFiles, laterLocaleFiles, pollingFile } = JSON.parse(
    readFileSync(new URL('dist/files.json', root), 'utf8'),
  );
  const largest = (files) =>
    Object.values(files)
      .map(sizeOf)
      .sort((a, b) => b.brotli - a.brotli)[0];
  const texts = largest(localeFiles);
  const loader = sizeOf(loaderFile);
  const chat = sizeOf(chatFile);
  return [
    ['loader with launcher', loader, budgets.loader],
    ['chat', chat, null],
    ['texts, largest locale', texts, null],
    ['everything until a chat is open', sum([loader, chat, texts]), budgets.open],
    ['views that come when needed', sum(laterFiles.map(sizeOf)), null],
    ['their texts, largest locale', largest(laterLocaleFiles), null],
    ['only where no WebSocket gets through', sizeOf(pollingFile), null],
  ];
}

const number = (bytes) => bytes.toLocaleString('en').replaceAll(',', ' ');

const tableOf = (rows) =>
  [
    '| bytes | brotli | gzip | raw | budget (brotli) |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...rows.map(
      ([name, { brotli, gzip, raw }, budget]) =>
        `| ${name} | ${number(brotli)} | ${number(gzip)} | ${number(raw)} | ${budget ? number(budget) : ''} |`,
    ),
  ].join('\n');

const readme = new URL('README.md', root);
const between = /(<!-- sizes -->\n)[\s\S]*?(<!-- \/sizes -->)/;

if (!existsSync(new URL('dist/files.json', root))) {
  console.error('There is no build to measure: run `node widget/scripts/build.mjs` first.');
  process.exit(1);
}
const rows = measure();
const table = tableOf(rows);
console.log(table);
const written = readFileSync(readme, 'utf8');
if (process.argv.includes('--write')) {
  writeFileSync(
    readme,
    written.replace(between, (_, before, after) => `${before}\n${table}\n\n${after}`),
  );
} else if (process.argv.includes('--check')) {
  for (const [name, { brotli }, budget] of rows) {
    if (budget && brotli > budget)
      fail(`${name}: ${number(brotli)} bytes, more than the ${number(budget)} allowed.`);
    const told = Number(
      written.match(new RegExp(`\\| ${name} +\\| +([\\d ]+?) +\\|`))?.[1]?.replaceAll(' ', ''),
    );
    // A sentence more or less is no reason to write it anew; what is told must only be about right.
    if (!(Math.abs(told - brotli) <= drift * brotli)) {
      fail(`${name}: widget/README.md tells another size. Run sizes.mjs --write.`);
    }
  }
}

function fail(message) {
  console.error(message);
  process.exitCode = 1;
}
