/**
 * The playground's page of states (server/src/demo/states.ts): the real chat over a server in memory, brought into the
 * state that the address names, as a person would come there. Nothing of it is in what a page loads.
 */
import { ChatPage } from './chat-page.js';
import { states, type StateName } from './states.js';

const asked = new URLSearchParams(location.search);
const { body } = document;

async function show(): Promise<void> {
  const name = asked.get('state') ?? '';
  const attributes: Record<string, string> = { locale: 'en' };
  const scheme = asked.get('scheme');
  if (scheme) attributes['color-scheme'] = scheme;
  const page = new ChatPage({ attributes });
  await states[(Object.hasOwn(states, name) ? name : 'conversation') as StateName](page);
  // Come there in English, since that is how the way is described; said in the language that was chosen.
  page.chat.setAttribute('locale', asked.get('locale') || 'en');
  await page.chat.updateComplete;
}

show().then(
  () => (body.dataset['state'] = 'shown'),
  (reason: unknown) => {
    body.dataset['state'] = 'failed';
    console.error(reason);
  },
);
