import { localeFor, type Locale } from '@parlour/widget/locales/load-texts.js';
import { writeAs } from '../../ui/format.js';
import { readCommonTexts } from '../../ui/texts.js';
import { readDisclosureTexts } from './disclosure-texts.js';
import type { Words } from './locales/words.js';
import { readMailDoorTexts } from './mail-door-texts.js';
import { readOwnWordsTexts } from './own-words-texts.js';
import { readTexts } from './texts.js';

/** The locales of the chat; English is in the portal itself, the others are a file each, fetched when one is read. */
const catalogues: Readonly<Record<Exclude<Locale, 'en'>, () => Promise<{ words: Words }>>> = {
  es: () => import('./locales/es.js'),
  fr: () => import('./locales/fr.js'),
  de: () => import('./locales/de.js'),
  pt: () => import('./locales/pt.js'),
  ar: () => import('./locales/ar.js'),
  he: () => import('./locales/he.js'),
  ja: () => import('./locales/ja.js'),
};

/** In their own language, as somebody looks for it who can read no other. */
export const languages: Readonly<Record<Locale, string>> = {
  en: 'English',
  es: 'Español',
  fr: 'Français',
  de: 'Deutsch',
  pt: 'Português',
  ar: 'العربية',
  he: 'עברית',
  ja: '日本語',
};

export type { Locale };

const rightToLeft: readonly Locale[] = ['ar', 'he'];

/** What the address asks for (`?lang=de`), else what the browser does. */
export const askedLocale = (): Locale =>
  localeFor([new URLSearchParams(location.search).get('lang'), ...navigator.languages]);

let read: Locale = 'en';

/** The language that is read just now. */
export const localeRead = (): Locale => read;

/** From here on everything is said in this language, and in its direction. */
export async function readIn(locale: Locale): Promise<void> {
  const words = locale === 'en' ? null : (await catalogues[locale]()).words;
  readTexts(words?.portal ?? null);
  readDisclosureTexts(words?.disclosures ?? null);
  readOwnWordsTexts(words?.ownWords ?? null);
  readMailDoorTexts(words?.mailDoor ?? null);
  readCommonTexts(words?.common ?? {});
  // As the person's own place has it, where that is one of this language: de-AT, and not de.
  writeAs(navigator.languages.find((tag) => localeFor([tag]) === locale && tag.startsWith(locale)) ?? locale);
  read = locale;
  document.documentElement.lang = locale;
  document.documentElement.dir = rightToLeft.includes(locale) ? 'rtl' : 'ltr';
}
