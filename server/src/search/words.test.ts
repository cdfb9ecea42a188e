import { expect, it } from 'vitest';
import { snippetOf } from './snippet.js';
import { termsOf, tokenOfTerm, tokensOf } from './words.js';

it('STO-5 a word is stored under its beginnings of three to eight letters, a short one as it is', () => {
  expect(tokensOf('Be quick, Straße 7')).toEqual(
    ['be', 'qui', 'quic', 'quick', 'str', 'stra', 'stras', 'strass', 'strasse', '7'].toSorted(),
  );
  expect(tokensOf('extraordinary').at(-1)).toBe('extraord');
  expect(tokensOf('💐 … ?!')).toEqual([]);
});

it('STO-5 every beginning that is asked for is one that is stored, in any script', () => {
  const text = 'Ελληνικά κείμενα, русский текст, مرحبا بالعالم, 日本語のテキスト, ﬁne ÉCOLE';
  const stored = new Set(tokensOf(text));
  for (const words of ['ελληνικα', 'κειμ', 'РУССКИЙ', 'тек', 'مرحبا', '日本語', 'fine', 'ecole'])
    for (const term of termsOf(words)) expect(stored.has(tokenOfTerm(term)), words).toBe(true);
});

it('STO-5 what is stored does not say in which order the words stood', () => {
  expect(tokensOf('one two three')).toEqual(tokensOf('three two one'));
});

it('STO-5 a snippet shows what was found with the words around it, and says where it was cut', () => {
  const long = `${'before '.repeat(30)}the needle is here, ${'after '.repeat(60)}end.`;
  const pieces = snippetOf(long, ['needle'])!;
  expect(pieces.find(({ found }) => found)).toEqual({ text: 'needle', found: true });
  expect(pieces[0]!.text).toBe('… ');
  expect(pieces.at(-1)!.text).toBe(' …');
  expect(pieces.map(({ text }) => text).join('').length).toBeLessThan(180);
  expect(
    snippetOf('Is it still there?', ['still', 'there'])!
      .map(({ text }) => text)
      .join(''),
  ).toBe('Is it still there?');
  expect(snippetOf('only one of them', ['one', 'missing'])).toBeNull();
});
