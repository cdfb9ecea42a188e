import type { Texts } from './en.js';

/** Each locale is a file of its own, fetched when it is asked for and not before (WID-8). */
const catalogues = {
  en: () => import('./en.js'),
} as const satisfies Record<string, () => Promise<{ texts: Texts }>>;

export type Locale = keyof typeof catalogues;

/** The locale that is asked for if there is one, without its region if that must be, else English. */
export function localeFor(asked: readonly (string | null | undefined)[]): Locale {
  for (const tag of asked) {
    const language = tag?.toLowerCase().split('-')[0] ?? '';
    if (Object.hasOwn(catalogues, language)) return language as Locale;
  }
  return 'en';
}

export const loadTexts = async (locale: Locale): Promise<Texts> => (await catalogues[locale]()).texts;

export type { Texts };
