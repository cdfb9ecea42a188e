import { html, type TemplateResult } from 'lit';
import { launcherWords as ownWords } from '../locales/launcher-words.js';
import type { Locale } from '../locales/load-texts.js';
import { bubbleIcon } from './icons.js';
import type { View } from './view.js';

export interface LauncherWords {
  readonly label: string;
  readonly word: string;
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
}

/** What the launcher says: the way in, and how much is new behind it. Its name has what is seen (WCAG 2.5.3). */
export function launcherWords({ t, locale, unread, label }: View): LauncherWords {
  const word = unread ? `${label || t.chat} · ${unread}` : label || t.chat;
  return {
    label: unread ? `${word}, ${t.unread(unread)}` : label || t.openChat,
    word,
    lang: locale,
    dir: t.direction,
  };
}

export const launcher = (view: View): TemplateResult => drawn(launcherWords(view), view.show);

/** Where no catalogue could be fetched: the words that the loader has. */
export function wordlessLauncher(locale: Locale, show: () => void): TemplateResult {
  const [label, word] = ownWords[locale];
  return drawn({ label, word, lang: locale, dir: /ar|he/.test(locale) ? 'rtl' : 'ltr' }, show);
}

const drawn = ({ label, word, lang, dir }: LauncherWords, show: () => void): TemplateResult => html`
  <button class="launcher" part="launcher" lang=${lang} dir=${dir} aria-label=${label} @click=${show}>
    ${bubbleIcon}<span aria-hidden="true">${word}</span>
  </button>
`;
