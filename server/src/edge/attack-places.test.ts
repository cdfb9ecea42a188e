/** `server/ATTACKS.md` names tests that there are, and forgets no class of attack and no place that we know of. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(`${root}${file}`, 'utf8');

/** How many places each class has at least: a row that is taken out is missed. */
const classes = {
  'Query injection': 9,
  'Somebody else’s': 11,
  'Mass assignment': 4,
  'Tokens where they do not belong': 8,
  Sockets: 7,
  'Sign-in': 14,
  Content: 9,
  'Requests made by the server': 7,
  'Cross-site': 7,
  'After deletion': 10,
  Exhaustion: 8,
} as const;

interface Row {
  readonly attack: string;
  readonly place: string;
  readonly file: string;
  readonly title: string;
}

const rows: Row[] = read('ATTACKS.md')
  .split(/^## /m)
  .slice(1)
  .flatMap((section) => {
    const [heading, ...lines] = section.split('\n');
    return lines
      .filter((line) => line.startsWith('| ') && !/^\| (place|---)/.test(line))
      .map((line) => {
        const [place, file, title] = line
          .slice(1, -1)
          .split('|')
          .map((cell) => cell.trim());
        return { attack: heading!.replace("'", '’'), place: place!, file: file!, title: title! };
      });
  });

describe('the list of attacks', () => {
  it.each(Object.entries(classes))('has the places of “%s”', (attack, least) => {
    const places = rows.filter((row) => row.attack === attack).map(({ place }) => place);
    expect(places.length).toBeGreaterThanOrEqual(least);
    expect(new Set(places).size).toBe(places.length);
  });

  it('has no other class', () => {
    expect([...new Set(rows.map(({ attack }) => attack))].sort()).toEqual(Object.keys(classes).sort());
  });

  it.each(rows.map((row) => [row.attack, row.place, row] as const))(
    '%s, %s: the test is there and runs',
    (_attack, _place, { file, title }) => {
      const source = read(file);
      const at = source.indexOf(title);
      expect(at, `“${title}” in ${file}`).toBeGreaterThan(-1);
      // A title, and not a word in passing: it stands in the line of a test, or among the cases of one.
      const line = source.slice(source.lastIndexOf('\n', at) + 1, at);
      expect(line).toMatch(/['`"]([A-Z]{3}-\d+,? )*|['`"]/);
      expect(source).not.toMatch(/\b(it|test|describe)\.(skip|only|todo|fails)\b/);
    },
  );
});
