/** The launcher as plain elements: what the loader draws, and what stays where the chat runs in a frame. */
import { launcherWords } from './locales/launcher-words.js';
import { bubblePath, hostRules, launcherRules } from './styles/launcher.styles.js';

export type Locale = keyof typeof launcherWords;

/** What the tag says, else what the page around it is written in, as the element itself decides. */
export function localeOf(chat: HTMLElement): Locale {
  const asked = [chat.getAttribute('locale'), chat.closest<HTMLElement>('[lang]')?.lang];
  const languages = asked.map((tag) => tag?.toLowerCase().split(/[-_]/)[0] ?? '');
  return (languages.find((language) => Object.hasOwn(launcherWords, language)) ?? 'en') as Locale;
}

/** Puts the launcher into the chat's shadow root, which it makes. */
export function drawLauncher(chat: HTMLElement): HTMLButtonElement {
  const root = chat.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(hostRules + launcherRules);
  root.adoptedStyleSheets = [sheet];
  const button = document.createElement('button');
  button.className = 'launcher';
  button.part.add('launcher');
  button.dataset['loader'] = '';
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.appendChild(document.createElementNS(svg.namespaceURI, 'path')).setAttribute('d', bubblePath);
  const text = document.createElement('span');
  text.ariaHidden = 'true';
  button.append(svg, text);
  root.append(button);
  sayOnLauncher(chat, button);
  return button;
}

/** Its words, in the language that holds now. */
export function sayOnLauncher(chat: HTMLElement, button: HTMLElement): void {
  const locale = localeOf(chat);
  const [label, word] = launcherWords[locale];
  const own = chat.getAttribute('label');
  button.setAttribute('aria-label', own || label);
  button.lang = locale;
  button.dir = /ar|he/.test(locale) ? 'rtl' : 'ltr';
  button.lastElementChild!.textContent = own || word;
}
