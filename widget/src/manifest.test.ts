import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Named {
  readonly name: string;
}
interface Declaration {
  readonly attributes: readonly Named[];
  readonly events: readonly Named[];
  readonly cssParts: readonly Named[];
  readonly cssProperties: readonly Named[];
}
const { modules } = JSON.parse(readFileSync(`${root}custom-elements.json`, 'utf8')) as {
  readonly modules: readonly [{ readonly declarations: readonly [Declaration] }];
};
const [element] = modules[0].declarations;
const sources = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !/testing\//.test(file))
  .map((file) => readFileSync(`${root}src/${file}`, 'utf8'))
  // What is documented must be done as well, outside of the comment.
  .map((text) => text.replace(/^ \* @.*$/gm, ''))
  .join('\n');
const names = (all: readonly Named[]): string[] => all.map(({ name }) => name).sort();
const found = (pattern: RegExp): string[] =>
  [...new Set([...sources.matchAll(pattern)].flatMap((match) => (match[1] ?? '').split(' ')))].sort();

it('WID-11 the manifest and the table in the README say what the source says', () => {
  execFileSync(process.execPath, [`${root}scripts/manifest.mjs`, '--check'], { stdio: 'pipe' });
});

it('WID-11 every custom property that a page may set is documented, and every documented one is used', () => {
  expect(names(element.cssProperties)).toEqual(found(/var\((--parlour-[\w-]+)/g));
});

it('WID-11 every part is documented, and every documented one is there', () => {
  expect(names(element.cssParts)).toEqual(found(/part(?:="|\.add\(')([\w ]+)['"]/g));
});

it('WID-10 every event of the SDK is documented on the element', () => {
  const [, events = ''] = /interface ParlourEvents \{([\s\S]*?)\n\}/.exec(sources) ?? [];
  const told = [...events.matchAll(/readonly '?([\w:]+)'?: /g)].map(([, name]) => `parlour:${name}`);
  expect(names(element.events)).toEqual(told.filter((name) => !/:(seq|count|code)$/.test(name)).sort());
});
