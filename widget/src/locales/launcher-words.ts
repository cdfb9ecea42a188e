import type { Locale } from './load-texts.js';

/** Name and word of the launcher, all the text that the loader carries; the catalogues say the same. */
export const launcherWords: Readonly<Record<Locale, readonly [name: string, word: string]>> = {
  en: ['Open chat', 'Chat'],
  es: ['Abrir el chat', 'Chat'],
  fr: ['Ouvrir le chat', 'Chat'],
  de: ['Chat öffnen', 'Chat'],
  pt: ['Abrir o chat', 'Chat'],
  ar: ['فتح الدردشة', 'الدردشة'],
  he: ['פתיחת הצ׳אט', 'צ׳אט'],
  ja: ['チャットを開く', 'チャット'],
};
