import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lintPolicy } from './policy-lint.js';

const good = '## What\n\nWe answer you.\n\n## Contact\n\nWrite to [us](/policies/contact).\n';
const rulesOf = (text: string, today = '2026-11-22') => [
  ...new Set(lintPolicy(text, today).map(({ rule }) => rule)),
];

describe('the linter', () => {
  it('POL-5 finds nothing in a text that is whole', () => expect(rulesOf(good)).toEqual([]));

  it('POL-5 refuses placeholders, those of the seed among them', () => {
    for (const filler of [
      'partners [specify type e.g. marketing partners], affiliates',
      '{{company}}',
      '<COMPANY NAME>',
      '____',
      'TBD',
      'Lorem ipsum',
      'your company name',
      '[our shopping cart, to remember users’ settings (e.g. language preference), for authentication]',
      '[insert address]',
      '%COMPANY%',
      '${name}',
    ])
      expect(rulesOf(`${good}\n${filler} here.`), filler).toContain('placeholder');
  });

  it('POL-5 refuses empty sections and a missing contact', () => {
    expect(rulesOf(`## Nothing\n\n${good}`)).toEqual(['empty_section']);
    expect(rulesOf('')).toEqual(['empty_section', 'missing_contact']);
    expect(rulesOf('## What\n\nWe answer.')).toEqual(['missing_contact']);
    expect(rulesOf('## Contact\n\nSomehow.')).toEqual(['missing_contact']);
    expect(rulesOf('## Contact us\n\nprivacy@shop.org')).toEqual([]);
  });

  it('POL-5 refuses certifications that have expired, from the day on which they did', () => {
    const claim = 'We comply with the U.S. – E.U. Safe Harbor Framework.';
    expect(rulesOf(`${good}\n${claim}`)).toEqual(['expired_certification']);
    expect(rulesOf(`${good}\n${claim}`, '2015-08-05')).toEqual([]);
    expect(rulesOf(`${good}\nWe are certified under ISO 27001, valid through 2021-05-01.`)).toEqual([
      'expired_certification',
    ]);
    expect(rulesOf(`${good}\nWe are certified under ISO 27001 until 31 March 2020.`)).toEqual([
      'expired_certification',
    ]);
    expect(rulesOf(`${good}\nWe are certified under ISO 27001 until 2031.`)).toEqual([]);
  });

  it('POL-5 refuses a promise that another sentence takes back, and markup', () => {
    expect(rulesOf(`${good}\nWe will never share your data. We may share your data with partners.`)).toEqual([
      'contradiction',
    ]);
    expect(rulesOf(`${good}\n<script>x</script>`)).toContain('not_plain_text');
  });

  it('POL-5 takes any text without failing', () => {
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(lintPolicy(text, '2026-01-01'))));
  });
});
