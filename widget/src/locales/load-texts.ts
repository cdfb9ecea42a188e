import type { Texts } from './en.js';

/** Each locale is a file of its own, fetched when it is asked for and not before (WID-8). */
const catalogues = {
  en: () => import('./en.js'),
  es: () => import('./es.js'),
  fr: () => import('./fr.js'),
  de: () => import('./de.js'),
  pt: () => import('./pt.js'),
  ar: () => import('./ar.js'),
  he: () => import('./he.js'),
  ja: () => import('./ja.js'),
} as const satisfies Record<string, () => Promise<{ texts: Texts }>>;

export type Locale = keyof typeof catalogues;

/** The first that is asked for and exists, whatever its region (`pt-BR`, and `pt_BR` as some pages write); else English. */
export function localeFor(asked: readonly (string | null | undefined)[]): Locale {
  for (const tag of asked) {
    const language = tag?.toLowerCase().split(/[-_]/)[0] ?? '';
    if (Object.hasOwn(catalogues, language)) return language as Locale;
  }
  return 'en';
}

export const loadTexts = async (locale: Locale): Promise<Texts> => (await catalogues[locale]()).texts;

export type { Texts };
