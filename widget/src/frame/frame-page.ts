/**
 * The inside of the frame: the chat as it is on any page, with what the page says of it. Its document names the
 * origins of the site; a page elsewhere is not answered, and cannot show the frame either (`frame-ancestors`).
 */
import '../parlour-chat.define.js';
import type { ParlourChat } from '../parlour-chat.js';
import type { ParlourEventName } from '../sdk.js';
import { isFromPage, isHello, type FromFrame, type Settings } from './protocol.js';

const told = [
  'ready',
  'opened',
  'closed',
  'conversation:started',
  'conversation:ended',
  'message:sent',
  'message:received',
  'unread',
  'consent:changed',
  'error',
] as const satisfies readonly ParlourEventName[];

const { origins = '', site = '', merchant = '' } = document.documentElement.dataset;
const allowed = origins.split(' ').filter(Boolean);
let port: MessagePort | null = null;
let chat: ParlourChat | null = null;

addEventListener('message', ({ source, origin, data, ports }: MessageEvent<unknown>) => {
  if (source !== parent || source === window || !allowed.includes(origin)) return;
  if (!isHello(data) || !ports[0]) return;
  port?.close();
  port = ports[0];
  port.onmessage = (event: MessageEvent<unknown>) => {
    if (!isFromPage(event.data)) return;
    if (event.data.is === 'reset') chat?.reset();
    else obey(event.data.settings);
  };
  obey(data.settings);
});

function obey(settings: Settings): void {
  const { open, locale, language, scheme, label, identity, consent, page, theme } = settings;
  if (/^[\w-]{1,35}$/.test(language)) document.documentElement.lang = language;
  chat ??= makeChat();
  chat.page = page;
  if (locale) chat.setAttribute('locale', locale);
  else chat.removeAttribute('locale');
  chat.setAttribute('color-scheme', scheme);
  chat.setAttribute('label', label);
  for (const [name, value] of Object.entries(theme)) chat.style.setProperty(name, value);
  if (chat.identity !== identity) chat.identity = identity;
  if (JSON.stringify(chat.consent) !== JSON.stringify(consent)) chat.consent = consent;
  chat.open = open;
  if (!chat.isConnected) document.body.append(chat);
}

function makeChat(): ParlourChat {
  const made = document.createElement('parlour-chat');
  Object.assign(made, { site, merchant, server: location.origin });
  made.setAttribute('launcher', 'none');
  for (const name of told) {
    made.addEventListener(`parlour:${name}`, ({ detail }) => {
      say({ is: 'event', name, detail });
      if (name === 'ready' || name === 'unread') sayLauncher(made);
    });
  }
  return made;
}

/** What the launcher on the page says: its words are the chat's, in the chat's language. */
function sayLauncher(of: ParlourChat): void {
  const words = of.launcherWords;
  if (words) say({ is: 'launcher', ...words });
}

const say = (said: FromFrame): void => port?.postMessage(said);
