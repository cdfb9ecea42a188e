import { expect } from '@open-wc/testing';
import { ChatPage } from '../testing/chat-page.js';

describe('an open chat and its timers', () => {
  let page: ChatPage;
  const { setInterval, clearInterval } = window;
  const running = new Set<unknown>();
  const turn = (hidden: boolean): void => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  };

  beforeEach(() => {
    window.setInterval = ((...given: Parameters<typeof setInterval>) => {
      const timer = setInterval(...given);
      running.add(timer);
      return timer;
    }) as typeof setInterval;
    window.clearInterval = (timer) => {
      running.delete(timer);
      clearInterval(timer);
    };
    page = new ChatPage();
  });
  afterEach(() => {
    Object.assign(window, { setInterval, clearInterval });
    delete (document as { hidden?: unknown }).hidden;
    running.clear();
    page.remove();
  });

  it('WID-6 none runs while the page is hidden, nor when the chat is closed', async () => {
    await page.open();
    expect(running.size).to.equal(1);
    turn(true);
    expect(running.size).to.equal(0);
    turn(false);
    turn(false);
    expect(running.size).to.equal(1);
    page.chat.open = false;
    await page.chat.updateComplete;
    expect(running.size).to.equal(0);
  });
});
