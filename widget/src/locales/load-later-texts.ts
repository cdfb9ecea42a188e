import type { LaterTexts } from './later/en.js';
import type { Locale } from './load-texts.js';

/** What is said only once the chat is open: one more file for each locale, fetched with the first view that needs it. */
const catalogues = {
  en: () => import('./later/en.js'),
  es: () => import('./later/es.js'),
  fr: () => import('./later/fr.js'),
  de: () => import('./later/de.js'),
  pt: () => import('./later/pt.js'),
  ar: () => import('./later/ar.js'),
  he: () => import('./later/he.js'),
  ja: () => import('./later/ja.js'),
} as const satisfies Record<Locale, () => Promise<{ laterTexts: LaterTexts }>>;

export const loadLaterTexts = async (locale: Locale): Promise<LaterTexts> =>
  (await catalogues[locale]()).laterTexts;

export type { LaterTexts };
