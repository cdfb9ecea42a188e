/**
 * What the page and the frame say to each other. The page does not trust the frame to be ours, nor does the frame
 * trust the page: each takes only what has exactly this form, and only from the origin that it expects.
 */
import type { ParlourPurpose } from '../sdk.js';

/** What the page says of the chat: all of it, every time that something of it changes. */
export interface Settings {
  readonly open: boolean;
  /** What the tag says; the page's own language; either may be anything. */
  readonly locale: string;
  readonly language: string;
  /** `light`, `dark`, or the visitor's preference. */
  readonly scheme: string;
  /** The page's own word on the launcher. */
  readonly label: string;
  readonly identity: string | null;
  readonly consent: Readonly<Partial<Record<ParlourPurpose, boolean>>>;
  readonly page: { readonly title: string; readonly path: string };
  /** The merchant's custom properties, by name. */
  readonly theme: Readonly<Record<string, string>>;
}

/** Said to the window, with a port over which everything else goes. */
export interface Hello {
  readonly parlour: 'hello';
  readonly settings: Settings;
}

export type FromPage = { readonly is: 'settings'; readonly settings: Settings } | { readonly is: 'reset' };

export interface LauncherWords {
  readonly label: string;
  readonly word: string;
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
}

export type FromFrame =
  | { readonly is: 'event'; readonly name: string; readonly detail: unknown }
  | ({ readonly is: 'launcher' } & LauncherWords);

type Fields = Record<string, unknown>;
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isText = (value: unknown, longest = 500): value is string =>
  typeof value === 'string' && value.length <= longest;
const hasOnly = (value: Fields, names: readonly string[]): boolean =>
  Object.keys(value).every((name) => names.includes(name));

function isSettings(value: unknown): value is Settings {
  if (!isObject(value)) return false;
  const { open, locale, language, scheme, label, identity, consent, page, theme } = value;
  return (
    hasOnly(value, [
      'open',
      'locale',
      'language',
      'scheme',
      'label',
      'identity',
      'consent',
      'page',
      'theme',
    ]) &&
    typeof open === 'boolean' &&
    [locale, language, scheme, label].every((text) => isText(text, 100)) &&
    (identity === null || isText(identity, 4_096)) &&
    isObject(consent) &&
    hasOnly(consent, ['transcript_storage', 'device_storage']) &&
    Object.values(consent).every((given) => typeof given === 'boolean') &&
    isObject(page) &&
    hasOnly(page, ['title', 'path']) &&
    isText(page['title']) &&
    isText(page['path']) &&
    isObject(theme) &&
    Object.entries(theme).every(([name, text]) => name.startsWith('--parlour-') && isText(text, 200))
  );
}

export const isHello = (value: unknown): value is Hello =>
  isObject(value) && value['parlour'] === 'hello' && isSettings(value['settings']);

export const isFromPage = (value: unknown): value is FromPage =>
  isObject(value) &&
  (value['is'] === 'reset' || (value['is'] === 'settings' && isSettings(value['settings'])));

/** What an event may carry: a number, a code, or flags, and never words that were said. */
const isDetail = (value: unknown): boolean =>
  value === null ||
  (isObject(value) &&
    Object.values(value).every(
      (one) => typeof one === 'number' || typeof one === 'boolean' || (isText(one, 40) && /^\w*$/.test(one)),
    ));

export const isFromFrame = (value: unknown): value is FromFrame => {
  if (!isObject(value)) return false;
  const { is, name, detail, label, word, lang, dir } = value;
  if (is === 'event') return isText(name, 40) && /^[a-z:]+$/.test(name) && isDetail(detail);
  return is === 'launcher' && [label, word, lang].every((text) => isText(text, 100)) && isText(dir, 3);
};
