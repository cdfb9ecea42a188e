/**
 * The custom elements manifest (https://github.com/webcomponents/custom-elements-manifest, schema 2), made of the
 * doc comment on the element. `--write` writes custom-elements.json and the table in README.md; `--check` fails
 * where either is not what the source says.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = 'src/parlour-chat.ts';
const kinds = { attr: 'attributes', event: 'events', csspart: 'cssParts', cssproperty: 'cssProperties' };

/** `[--name=default] - words`, `name - words` or `name`. */
function readTag(text) {
  const [, bracketed, standard, plain, description] =
    /^(?:\[([\w:-]+)=([^\]]+)\]|([\w:-]+))(?:\s+-\s+([\s\S]+))?$/.exec(text.trim()) ?? [];
  const name = bracketed ?? plain;
  if (!name) throw new Error(`What is documented by "${text}"?`);
  return { name, ...(standard && { default: standard }), ...(description && { description }) };
}

export function manifest() {
  const file = ts.createSourceFile(source, readFileSync(root + source, 'utf8'), ts.ScriptTarget.Latest, true);
  const element = file.statements.find(
    (node) => ts.isClassDeclaration(node) && node.name?.text === 'ParlourChat',
  );
  const [doc] = ts.getJSDocCommentsAndTags(element).filter(ts.isJSDoc);
  const declaration = {
    kind: 'class',
    name: 'ParlourChat',
    tagName: 'parlour-chat',
    customElement: true,
    description: ts.getTextOfJSDocComment(doc.comment),
    superclass: { name: 'LitElement', package: 'lit' },
  };
  for (const tag of doc.tags ?? []) {
    const kind = kinds[tag.tagName.text];
    if (kind) (declaration[kind] ??= []).push(readTag(ts.getTextOfJSDocComment(tag.comment) ?? ''));
  }
  declaration.events = declaration.events.map((event) => ({ ...event, type: { text: 'CustomEvent' } }));
  return {
    schemaVersion: '2.1.0',
    modules: [
      {
        kind: 'javascript-module',
        path: source,
        declarations: [declaration],
        exports: [
          { kind: 'custom-element-definition', name: 'parlour-chat', declaration: { name: 'ParlourChat' } },
        ],
      },
    ],
  };
}

/** The table of what a page may style, for the README. */
export function table({ modules }) {
  const [{ cssProperties, cssParts }] = modules[0].declarations;
  const row = (name, text) => `| ${name} | ${text ?? ''} |`;
  return [
    row('style', 'what it is'),
    row('---', '---'),
    ...cssProperties.map(({ name, default: standard, description }) =>
      row(`\`${name}\``, standard ? `${description} (${standard})` : description),
    ),
    ...cssParts.map(({ name, description }) => row(`\`::part(${name})\``, description)),
  ].join('\n');
}

/** Spaces and dashes of a table are its formatting. */
const plain = (text) => text.replace(/[ -]+/g, '');
const between = /(<!-- styles -->\n)[\s\S]*?(<!-- \/styles -->)/;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const made = manifest();
  const [json, styles] = [`${JSON.stringify(made, null, 2)}\n`, table(made)];
  const readme = readFileSync(`${root}README.md`, 'utf8');
  const written = readme.replace(between, (_, before, after) => `${before}\n${styles}\n\n${after}`);
  if (process.argv.includes('--write')) {
    writeFileSync(`${root}custom-elements.json`, json);
    writeFileSync(`${root}README.md`, written);
  } else if (
    plain(readme) !== plain(written) ||
    JSON.stringify(JSON.parse(readFileSync(`${root}custom-elements.json`, 'utf8'))) !== JSON.stringify(made)
  ) {
    console.error('The element’s documentation has changed: run `node widget/scripts/manifest.mjs --write`.');
    process.exitCode = 1;
  }
}
