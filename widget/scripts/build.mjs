/**
 * Builds what a page loads, into dist/assets: `widget.js`, the pasted tag under its stable name, and beside it
 * immutable files whose names carry a hash of their content (`chat.<hash>.js`, one for each locale).
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { lean } from './lean.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const outDir = `${root}dist/assets`;

/** Bundles one file and all that it needs, but what `elsewhere` says is a file of its own. Returns its name. */
async function bundle(source, { elsewhere = {}, define = {}, ...output }) {
  const beside = {
    name: 'parlour-files-of-their-own',
    resolveId(id) {
      const file = elsewhere[basename(id, '.js')];
      return file && id.startsWith('.') ? { id: `./${file}`, external: true } : undefined;
    },
  };
  const bundled = await rolldown({
    input: { [basename(source).split('.')[0]]: `${root}src/${source}` },
    platform: 'browser',
    plugins: [beside, ...lean()],
    resolve: { conditionNames: ['source', 'browser', 'production', 'module', 'import', 'default'] },
    transform: { define, target: 'es2022' },
    treeshake: { moduleSideEffects: (id) => id.endsWith('.define.ts') || id.endsWith('loader.ts') },
  });
  const files = await bundled.write({
    dir: outDir,
    minify: true,
    comments: false,
    format: 'es',
    entryFileNames: '[name].[hash].js',
    ...output,
  });
  await bundled.close();
  if (files.output.length !== 1) throw new Error(`${source} became more than one file.`);
  return files.output[0].fileName;
}

async function buildAll() {
  const locales = readdirSync(`${root}src/locales`)
    .filter((file) => /^[a-z]{2}\.ts$/.test(file))
    .map((file) => basename(file, '.ts'));
  const localeFiles = {};
  for (const locale of locales) localeFiles[locale] = await bundle(`locales/${locale}.ts`, {});
  const pollingFile = await bundle('connection/polling-line.ts', {});
  const elsewhere = { ...localeFiles, 'polling-line': pollingFile };
  const chatFile = await bundle('parlour-chat.define.ts', { elsewhere });
  const define = { chatFile: JSON.stringify(chatFile), localeFiles: JSON.stringify(localeFiles) };
  const loaderFile = await bundle('loader.ts', { define, format: 'iife', entryFileNames: 'widget.js' });
  return { loaderFile, chatFile, localeFiles, pollingFile };
}

rmSync(outDir, { recursive: true, force: true });
mkdirSync(outDir, { recursive: true });
// For whoever measures: which file is what.
writeFileSync(`${root}dist/files.json`, `${JSON.stringify(await buildAll(), null, 2)}\n`);
