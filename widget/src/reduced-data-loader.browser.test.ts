// The pasted tag as it is built, for a visitor who wants little data used.
import { expect, waitUntil } from '@open-wc/testing';

const isChat = ({ name }: PerformanceEntry): boolean => /\/widget\/[\w.-]+\.js$/.test(name);

it('WID-1 where little data is to be used, the chat is fetched by a click and by nothing less', async () => {
  Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true });
  const script = document.createElement('script');
  script.src = '/widget.js';
  Object.assign(script.dataset, { site: 'site-key', merchant: 'main-street' });
  const loaded = new Promise((resolve) => script.addEventListener('load', resolve));
  document.head.append(script);
  await loaded;
  const chat = document.querySelector('parlour-chat')!;
  const launcher = chat.shadowRoot!.querySelector('button')!;
  for (const intent of ['pointerenter', 'focus', 'touchstart']) launcher.dispatchEvent(new Event(intent));
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const clickedAt = performance.now();
  launcher.click();
  await waitUntil(() => customElements.get('parlour-chat'));
  const fetched = performance.getEntriesByType('resource').filter(isChat);
  expect(fetched).to.have.length(2);
  for (const { startTime, name } of fetched) expect(startTime, name).to.be.at.least(clickedAt);
  chat.remove();
});
