import { dealers } from './cars.js';

export const locales: Readonly<Record<string, string>> = {
  en: 'English',
  es: 'Español',
  fr: 'Français',
  de: 'Deutsch',
  pt: 'Português',
  ar: 'العربية',
  he: 'עברית',
  ja: '日本語',
};

/** What may be chosen; the first is what a plain tag does. */
export const choices = {
  merchant: dealers.map(({ slug }) => slug),
  locale: ['', ...Object.keys(locales)],
  scheme: ['', 'light', 'dark'],
  theme: ['plain', 'violet', 'yellow', 'square'],
  position: ['end', 'start'],
  launcher: ['shown', 'none'],
  isolation: ['page', 'frame'],
} as const satisfies Record<string, readonly string[]>;

export type Chosen = Readonly<Record<keyof typeof choices, string>>;

/** What was asked for, where it is one of the choices; else the first. */
export function choose(asked: (name: string) => string): Chosen {
  const entries = Object.entries<readonly string[]>(choices).map(([name, values]) => {
    const value = asked(name);
    return [name, values.includes(value) ? value : (values[0] ?? '')];
  });
  return Object.fromEntries(entries) as Chosen;
}
