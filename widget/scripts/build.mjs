/**
 * Builds what a page loads, into dist/assets: `widget.js`, the pasted tag under its stable name, and beside it
 * immutable files whose names carry a hash of their content: `chat.<hash>.js`, the views that it fetches when they
 * are needed, and two files for each locale. The tag has such a name too (`widget.<hash>.js`), for pages that want
 * this very version and have the browser check it.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import ts from 'typescript';
import { lean } from './lean.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const outDir = `${root}dist/assets`;

/**
 * Bundles one file and all that it needs, but what `elsewhere` (by path below src) says is a file of its own.
 * Returns the names of what became of it, its own first.
 */
async function bundle(source, { elsewhere = {}, define = {}, ...output }) {
  const beside = {
    name: 'parlour-files-of-their-own',
    resolveId(id, importer) {
      if (!importer || !id.startsWith('.')) return undefined;
      const path = relative(`${root}src`, resolve(dirname(importer), id)).replace(/\.js$/, '.ts');
      return elsewhere[path] ? { id: `./${elsewhere[path]}`, external: true } : undefined;
    },
  };
  const bundled = await rolldown({
    input: { [basename(source).split('.')[0]]: `${root}src/${source}` },
    platform: 'browser',
    plugins: [beside, ...lean()],
    resolve: { conditionNames: ['source', 'browser', 'production', 'module', 'import', 'default'] },
    transform: { define, target: 'es2022' },
    treeshake: {
      moduleSideEffects: (id) =>
        /(\.define|loader|frame\/parlour-frame|frame-page)\.ts$|\/chat\.[\w-]+\.js$/.test(id),
    },
  });
  const files = await bundled.write({
    dir: outDir,
    minify: true,
    comments: false,
    format: 'es',
    entryFileNames: '[name].[hash].js',
    chunkFileNames: '[name].[hash].js',
    ...output,
  });
  await bundled.close();
  return files.output.map(({ fileName }) => fileName);
}

/** The same, of what must stay one file. Returns its name. */
async function bundleOne(source, options = {}) {
  const [file, ...others] = await bundle(source, options);
  if (others.length > 0) throw new Error(`${source} became more than one file.`);
  return file;
}

/** The chat, and the views that it fetches when they are needed. */
async function bundleChat(elsewhere) {
  const [entry, ...chunks] = await bundle('parlour-chat.define.ts', {
    elsewhere,
    codeSplitting: chatInOneFile(),
  });
  const [chatFile, ...more] = chunks.filter((name) => name.startsWith('chat.'));
  if (!chatFile || more.length > 0) throw new Error(`The chat is not one file: ${chunks.join(', ')}.`);
  // It only passes on what the chat's file already is.
  rmSync(`${outDir}/${entry}`);
  return { chatFile, laterFiles: chunks.filter((name) => name !== chatFile) };
}

/**
 * What is loaded in any case is one file, from which the views that come later take what they share with it.
 * Left alone, the bundler would put that into a third one, and a request more.
 */
function chatInOneFile() {
  const early = new Map();
  const isEarly = (id, modules) => {
    if (!early.has(id)) {
      early.set(id, false);
      const { isEntry, importers } = modules.getModuleInfo(id) ?? { importers: [] };
      early.set(id, isEntry || importers.some((importer) => isEarly(importer, modules)));
    }
    return early.get(id);
  };
  // What stands above the first message where nobody is there, or something is asked before: one request more, not four.
  const isFirst = (id) =>
    /views\/later\/(offline|contact|pre-chat|fields\.styles|wear|coming|looks)\.ts$/.test(id);
  return {
    groups: [
      {
        debugName: 'chat',
        name: (id, modules) => (isEarly(id, modules) ? 'chat' : isFirst(id) ? 'first' : null),
      },
    ],
  };
}

/** The document of the frame; the server fills in whose it is (server/src/edge/frame.ts). */
function writeFramePage(file) {
  const page = `<!doctype html>
<html lang="en" data-origins="" data-site="" data-merchant="">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>Chat</title><script type="module" src="/widget/${file}"></script></head>
<body></body>
</html>
`;
  writeFileSync(`${outDir}/frame.html`, page);
}

/** The SDK's types as a file that a page's author can take: `widget.d.ts`, beside `widget.js`. */
function writeTypes() {
  const source = readFileSync(`${root}src/sdk.ts`, 'utf8');
  const { outputText, diagnostics } = ts.transpileDeclaration(source, { fileName: 'sdk.ts' });
  if (diagnostics?.length) throw new Error('The types of the SDK cannot be written on their own.');
  writeFileSync(`${outDir}/widget.d.ts`, outputText);
}

async function buildAll() {
  const locales = readdirSync(`${root}src/locales`)
    .filter((file) => /^[a-z]{2}\.ts$/.test(file))
    .map((file) => basename(file, '.ts'));
  const localeFiles = {};
  const laterLocaleFiles = {};
  const elsewhere = {};
  for (const locale of locales) {
    localeFiles[locale] = elsewhere[`locales/${locale}.ts`] = await bundleOne(`locales/${locale}.ts`);
  }
  for (const locale of locales) {
    const source = `locales/later/${locale}.ts`;
    laterLocaleFiles[locale] = await bundleOne(source, {
      elsewhere,
      entryFileNames: 'later-[name].[hash].js',
    });
  }
  for (const locale of locales) elsewhere[`locales/later/${locale}.ts`] = laterLocaleFiles[locale];
  const pollingFile = await bundleOne('connection/polling-line.ts');
  elsewhere['connection/polling-line.ts'] = pollingFile;
  const { chatFile, laterFiles } = await bundleChat(elsewhere);
  const frameFile = await bundleOne('frame/parlour-frame.ts');
  elsewhere['parlour-chat.define.ts'] = chatFile;
  await writeFramePage(await bundleOne('frame/frame-page.ts', { elsewhere }));
  const define = {
    chatFile: JSON.stringify(chatFile),
    frameFile: JSON.stringify(frameFile),
    localeFiles: JSON.stringify(localeFiles),
  };
  const loaderFile = await bundleOne('loader.ts', { define, format: 'iife', entryFileNames: 'widget.js' });
  await bundleOne('testimonials/testimonials.define.ts', {
    format: 'iife',
    entryFileNames: 'testimonials.js',
  });
  await writeTypes();
  const hash = createHash('sha256')
    .update(readFileSync(`${outDir}/${loaderFile}`))
    .digest('base64url');
  const versionFile = `widget.${hash.slice(0, 16)}.js`;
  copyFileSync(`${outDir}/${loaderFile}`, `${outDir}/${versionFile}`);
  return {
    loaderFile,
    versionFile,
    chatFile,
    frameFile,
    localeFiles,
    laterFiles,
    laterLocaleFiles,
    pollingFile,
  };
}

rmSync(outDir, { recursive: true, force: true });
mkdirSync(outDir, { recursive: true });
// For whoever measures: which file is what.
writeFileSync(`${root}dist/files.json`, `${JSON.stringify(await buildAll(), null, 2)}\n`);
