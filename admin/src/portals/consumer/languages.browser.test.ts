import { expect } from '@open-wc/testing';
import { number as written } from '../../ui/format.js';
import { texts as common } from '../../ui/texts.js';
import { disclosureTexts } from './disclosure-texts.js';
import { mailDoorTexts } from './mail-door-texts.js';
import { ownWordsTexts } from './own-words-texts.js';
import { askedLocale, languages, readIn, type Locale } from './read.js';
import { texts } from './texts.js';

/** Every text, with something in each place that takes something, by its path. */
function said(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, inner]) => said(inner, `${path}.${name}`));
  return [];
}

const all = (): Map<string, string> =>
  new Map(
    said({
      texts,
      disclosureTexts,
      ownWordsTexts,
      mailDoorTexts,
      common: { tryAgain: common.tryAgain, cancel: common.cancel, failure: common.failure },
    }),
  );

/** Spelt alike in French, and rightly so. */
const alike = new Set(['.texts.corrects', '.texts.kinds.correction']);

afterEach(() => readIn('en'));

describe('the languages of "Your data"', () => {
  for (const locale of Object.keys(languages) as Locale[]) {
    if (locale === 'en') continue;
    it(`POR-2 in ${languages[locale]} nothing is said in English`, async () => {
      await readIn('en');
      const english = all();
      await readIn(locale);
      const here = all();
      expect([...here.keys()].filter((key) => !key.includes('.said.')).length).to.equal(english.size);
      const same = [...english].filter(([key, text]) => text.length > 8 && here.get(key) === text);
      expect(same.map(([key]) => key).filter((key) => !alike.has(key))).to.deep.equal([]);
    });

    it(`POR-2 in ${languages[locale]} numbers, dates and names stand in their sentences`, async () => {
      await readIn(locale);
      const kept = texts.kept(2, 'Motors', '1. 2. 2030');
      expect(kept).to.include('Motors');
      expect(kept).to.include('1. 2. 2030');
      for (const count of [0, 1, 2, 3, 11, 100]) {
        expect(texts.messages(count)).not.to.include('#');
        expect(texts.askEraseAll(count)).not.to.include('#');
        expect(disclosureTexts.times(count)).not.to.include('#');
      }
      expect(texts.erased(2, 1, 1, true).length).to.be.greaterThan(texts.erased(2, 0, 0, false).length);
      expect(texts.explain([{ rule: 'merchant_rule', ms: 90 * 86_400_000 }])[0]).to.match(/[90٩٠]/);
      expect(texts.keptFor(365.25 * 86_400_000)).to.match(/[1١一]|שנה|سنة/);
      expect(disclosureTexts.fieldList([])).not.to.equal(disclosureTexts.fieldList(['text']));
      expect(written(1234)).to.not.equal('');
      expect(document.documentElement.lang).to.equal(locale);
      expect(document.documentElement.dir).to.equal(['ar', 'he'].includes(locale) ? 'rtl' : 'ltr');
    });
  }

  it('POR-2 the address may say which, before the browser does', () => {
    const before = location.href;
    history.replaceState(null, '', '?lang=pt-BR');
    expect(askedLocale()).to.equal('pt');
    history.replaceState(null, '', '?lang=xx');
    expect(askedLocale()).to.equal('en');
    history.replaceState(null, '', before);
  });
});
