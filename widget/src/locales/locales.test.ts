import { explainExpiry } from '@parlour/shared/rules/expiry-words.js';
import { day, hour, minute, type ExpiryReason } from '@parlour/shared/rules/expiry.js';
import { describe, expect, it } from 'vitest';
import { launcherWords } from './launcher-words.js';
import { loadLaterTexts } from './load-later-texts.js';
import { loadTexts, localeFor, type Locale } from './load-texts.js';

const locales = Object.keys(launcherWords) as Locale[];
const translated = locales.filter((locale) => locale !== 'en');
const rules: Record<ExpiryReason['rule'], true> = {
  since_close: true,
  since_last_message: true,
  consumer_refused: true,
  merchant_rule: true,
  platform_floor: true,
  platform_ceiling: true,
  deletion_approved: true,
  statutory_floor: true,
  access_open: true,
  hold_released: true,
  legal_hold: true,
};

/** Words that are the same in that language. */
const same: Partial<Record<Locale, readonly string[]>> = {
  es: ['Chat'],
  fr: ['Chat', 'Conversation', 'Message', 'Message…', 'Correction'],
  de: ['Chat'],
  pt: ['Chat'],
};

/** What a sentence with something in it may be given; each is to be found again in what it says. */
const inputs: Record<string, readonly unknown[]> = {
  'texts.unread': [3],
  'texts.left': [3],
  'texts.typing': [['Zoë']],
  'texts.sentAgainIn': [3],
  'texts.retryIn': [3],
  'texts.placeInQueue': [3],
  'texts.withKeeping': [3 * day],
  'later.stars': [3],
  'later.rateThanks': [3],
  'later.explain': [Object.keys(rules).map((rule) => ({ rule, ms: 3 * day }))],
};
/** Events that need no name. */
const nameless = /consumer|consent|reminded|silence|returned/;

/** Every text of a catalogue, by its path; a function is called. */
function said(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const input = inputs[path] ?? ['Zoë', 'Zoë'];
    return said((value as (...given: unknown[]) => unknown)(...input), path);
  }
  return Object.entries(value as object).flatMap(([key, one]) => said(one, `${path}.${key}`));
}

const sentences = async (locale: Locale) =>
  new Map([...said(await loadTexts(locale), 'texts'), ...said(await loadLaterTexts(locale), 'later')]);
const english = await sentences('en');

describe.each(translated)('%s', (locale) => {
  it('WID-8 has every text of the English catalogue and no other, none of them empty', async () => {
    const own = await sentences(locale);
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
    expect([...own].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('WID-8 leaves nothing in English', async () => {
    const left = [...(await sentences(locale))].filter(
      ([path, text]) =>
        path !== 'texts.direction' && text === english.get(path) && !same[locale]?.includes(text),
    );
    expect(left).toEqual([]);
  });

  it('WID-8 says what it is given: names, dates, numbers', async () => {
    const own = await sentences(locale);
    for (const [path, text] of english) {
      const given = /Zoë|3/.exec(text)?.[0];
      if (given && !nameless.test(path)) expect(own.get(path), path).toMatch(given === '3' ? /[3٣]/ : given);
      expect(own.get(path)).not.toMatch(/undefined|NaN|\[object|#/);
    }
  });

  it('RET-1 explains every rule in a sentence of its own', async () => {
    const { explain } = await loadLaterTexts(locale);
    const reasons = Object.keys(rules).map((rule) => ({ rule: rule as ExpiryReason['rule'], ms: 90 * day }));
    const own = explain(reasons);
    expect(new Set(own).size).toBe(Object.keys(rules).length);
    const withNumber = (all: string[]) => all.map((sentence) => /90|٩٠/.test(sentence));
    expect(withNumber(own)).toEqual(withNumber(explainExpiry(reasons)));
  });

  it('WID-8 keeps to its own letters, and to the direction of its writing', async () => {
    const { direction, ...rest } = await loadTexts(locale);
    const letters = { ar: /[A-Za-z]/, he: /[A-Za-z]/, ja: /[A-Za-z]/ }[locale as string];
    if (letters) {
      const later = await loadLaterTexts(locale);
      for (const [path, text] of [...said(rest, 'texts'), ...said(later, 'later')]) {
        // A name, and what has only Latin letters in every writing.
        expect(text.replaceAll(/Zoë|PDF/g, ''), path).not.toMatch(letters);
      }
    }
    expect(direction).toBe(/ar|he/.test(locale) ? 'rtl' : 'ltr');
  });
});

it.each(locales)(
  'WID-8 the launcher says the same before the catalogue is there as after: %s',
  async (locale) => {
    const { openChat, chat } = await loadTexts(locale);
    expect([openChat, chat]).toEqual(launcherWords[locale]);
  },
);

it('WID-8 Arabic has a form for each kind of number', async () => {
  const { unread, withKeeping } = await loadTexts('ar');
  expect(new Set([0, 1, 2, 3, 11, 100].map((count) => unread(count))).size).toBe(6);
  expect([1, 2].map((count) => withKeeping(count * day))).toEqual([
    'تُحذف بعد يوم واحد من انتهاء المحادثة.',
    'تُحذف بعد يومين من انتهاء المحادثة.',
  ]);
});

it.each([
  ['de', minute * 15, '15 Minuten'],
  ['fr', hour * 1.5, '1,5 heure'],
  ['es', day, '1 día'],
  ['pt', day * 30, '30 dias'],
  ['he', day * 2, 'יומיים'],
  ['ja', day * 90, '90日'],
] as const)('WID-8 durations by Intl: %s %d is %s', async (locale, ms, words) => {
  const said = (await loadTexts(locale)).withKeeping(ms);
  expect(said.replace(/\s/g, ' ')).toContain(words);
});

it.each([
  [['de', 'fr'], 'de'],
  [[null, 'pt-BR'], 'pt'],
  [['he_IL', 'en'], 'he'],
  [['tlh', 'ja'], 'ja'],
  [['AR-eg'], 'ar'],
  [[undefined, '', 'constructor'], 'en'],
] as const)('WID-8 of %j it takes %s', (asked, locale) => expect(localeFor(asked)).toBe(locale));
