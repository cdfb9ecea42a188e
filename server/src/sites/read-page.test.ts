import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPage } from './read-page.js';

const read = (page: string) =>
  readPage(page).map(({ name, attributes }) => [name, Object.fromEntries(attributes)]);

describe('what is read in a page', () => {
  it('WID-4 finds tags however they are written', () => {
    expect(
      read(`<!doctype html><SCRIPT
        async src="https://chat.example/widget.js?a=1&amp;b=2"
        DATA-SITE='site_a' data-merchant=motors></SCRIPT>
        <parlour-chat site=site_a merchant="harbour" open></parlour-chat>
        <meta http-equiv="Content-Security-Policy" content="script-src 'self'; img-src *"/>`),
    ).toEqual([
      [
        'script',
        {
          async: '',
          src: 'https://chat.example/widget.js?a=1&b=2',
          'data-site': 'site_a',
          'data-merchant': 'motors',
        },
      ],
      ['parlour-chat', { site: 'site_a', merchant: 'harbour', open: '' }],
      ['meta', { 'http-equiv': 'Content-Security-Policy', content: "script-src 'self'; img-src *" }],
    ]);
  });

  it('WID-4 finds none in comments, scripts, styles, titles, text areas and templates', () => {
    const tag = '<script src="https://chat.example/widget.js"></script>';
    for (const around of [
      '<!-- # -->',
      '<style>#</style>',
      '<title>#</title>',
      '<textarea>#</textarea>',
      '<template>#</template>',
    ])
      expect(read(around.replace('#', tag))).toEqual([]);
    expect(read(`<script>const tag = '<parlour-chat site="x">';</script>`)).toEqual([['script', {}]]);
    expect(read('a < b and c > d, <5 %')).toEqual([]);
  });

  it('WID-4 the first of two attributes of one name counts, and what is cut off counts for nothing more', () => {
    expect(read('<script src="a" src="b"></script>')).toEqual([['script', { src: 'a' }]]);
    expect(read('<script src="never ends')).toHaveLength(1);
    expect(read('<!-- never ends <script src="a">')).toEqual([]);
  });

  it('WID-4 any text at all is read to its end', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '=',
      ' ',
      '/',
      '!--',
      '-->',
      'script',
      'meta',
      'a',
      '&#60;',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
        for (const { name } of readPage(pieces.join(''))) expect(['script', 'meta']).toContain(name);
      }),
    );
  });

  it.each(['<a ', '<script ', '<a x="', "<a x='", '<a x=', '< ', '<!--', '</script', '<a b c d '])(
    'two megabytes of %j are read in no time',
    (piece) => {
      const since = performance.now();
      readPage(piece.repeat(Math.ceil((2 * 1024 * 1024) / piece.length)));
      expect(performance.now() - since).toBeLessThan(2_000);
    },
  );
});
