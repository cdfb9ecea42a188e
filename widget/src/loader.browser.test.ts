// The pasted tag as it is built, with its files beside it, as the server serves them.
import { expect, waitUntil } from '@open-wc/testing';
import type { ParlourSdk } from './sdk.js';

const sdk = (): ParlourSdk => window.Parlour as ParlourSdk;
const fetched = (): string[] =>
  performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name).pathname)
    .filter((path) => /^\/widget(\.js|\/[\w.-]+\.js)$/.test(path));

async function paste(data: Record<string, string> = {}): Promise<HTMLElement> {
  const script = document.createElement('script');
  script.src = '/widget.js';
  Object.assign(script.dataset, { site: 'site-key', merchant: 'main-street', ...data });
  const loaded = new Promise((resolve) => script.addEventListener('load', resolve));
  document.head.append(script);
  await loaded;
  const chats = document.querySelectorAll<HTMLElement>('parlour-chat');
  return chats[chats.length - 1]!;
}

const launcherOf = (chat: HTMLElement): HTMLButtonElement => chat.shadowRoot!.querySelector('button')!;

afterEach(() => {
  sdk().destroy();
  delete window.Parlour;
});

describe('the pasted tag', () => {
  let globals: string[];
  before(() => {
    globals = Object.keys(window);
  });

  it('WID-1, WID-5 draws the launcher with one request, and adds one global', async () => {
    const chat = await paste();
    expect(launcherOf(chat).getAttribute('aria-label')).to.match(/chat/i);
    expect(fetched()).to.deep.equal(['/widget.js']);
    expect(Object.keys(window).filter((name) => !globals.includes(name))).to.deep.equal(['Parlour']);
    expect(localStorage.length + sessionStorage.length).to.equal(0);
  });

  it('STA-1, STA-3 a page is counted only where the tag says so and the browser nothing against it: once, without a word of who', async () => {
    const sent: [unknown, RequestInit | undefined][] = [];
    const { fetch } = window;
    window.fetch = (address, how) => {
      sent.push([address, how]);
      return Promise.resolve(new Response());
    };
    const leave = (): unknown => dispatchEvent(new Event('pagehide'));
    await paste();
    leave();
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true, configurable: true });
    await paste({ statistics: '' });
    leave();
    delete (navigator as { globalPrivacyControl?: unknown }).globalPrivacyControl;
    Object.defineProperty(navigator, 'doNotTrack', { value: '1', configurable: true });
    await paste({ statistics: '' });
    leave();
    delete (navigator as { doNotTrack?: unknown }).doNotTrack;
    expect(sent).to.deep.equal([]);
    const chat = await paste({ statistics: '' });
    expect(chat.hasAttribute('statistics')).to.equal(false);
    leave();
    leave();
    window.fetch = fetch;
    expect(sent).to.have.length(1);
    const [address, { body, ...how }] = sent[0] as [string, RequestInit];
    expect(new URL(address).pathname).to.equal('/page-counts');
    expect(how).to.deep.equal({
      method: 'POST',
      mode: 'no-cors',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      keepalive: true,
    });
    const [key, path, seconds, ...more] = (body as string).split('\n');
    expect([key, path, more]).to.deep.equal([chat.getAttribute('site'), location.pathname, []]);
    expect([0, 10, 30, 60, 180, 600]).to.include(Number(seconds));
    expect(localStorage.length + sessionStorage.length + document.cookie.length).to.equal(0);
  });

  it('WID-10 what the page asked for before it loaded is done; an unknown call is named in the console', async () => {
    const said: unknown[] = [];
    const before = console.error;
    console.error = (...words: unknown[]) => void said.push(words.join(' '));
    window.Parlour = [['hide'], ['constructor'], ['fly']] as never;
    const chat = await paste();
    console.error = before;
    expect(chat.hidden).to.equal(true);
    expect(getComputedStyle(chat).display).to.equal('none');
    expect(said).to.deep.equal(['Parlour: there is no "constructor".', 'Parlour: there is no "fly".']);
    sdk().show();
    expect(getComputedStyle(chat).display).to.equal('block');
  });

  it('WID-6 the page’s rules, important ones too, do not reach it', async () => {
    const style = document.createElement('style');
    style.textContent =
      '* { all: unset !important } parlour-chat { display: none !important; position: static !important }';
    document.head.append(style);
    const chat = await paste({ position: 'start' });
    const { position, display, zIndex } = getComputedStyle(chat);
    const { width, height, left } = launcherOf(chat).getBoundingClientRect();
    style.remove();
    expect([position, display, zIndex, left]).to.deep.equal(['fixed', 'block', '2147483647', 16]);
    expect(Math.min(width, height)).to.be.at.least(44);
  });

  it('WID-6 it moves nothing on the page', async () => {
    const shifts: number[] = [];
    const observer = new PerformanceObserver((list) =>
      shifts.push(...list.getEntries().map(({ duration }) => duration)),
    );
    observer.observe({ type: 'layout-shift', buffered: false });
    await paste();
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    observer.disconnect();
    expect(shifts).to.deep.equal([]);
  });

  it('WID-1 the chat is fetched at the first intent, and opened by a click in the same place', async () => {
    const chat = await paste();
    const seen: string[] = [];
    sdk().push(['on', 'opened', () => seen.push('opened')]);
    const off = sdk().on('closed', () => seen.push('closed'));
    const launcher = launcherOf(chat);
    const { right, bottom } = launcher.getBoundingClientRect();
    launcher.dispatchEvent(new PointerEvent('pointerenter'));
    await waitUntil(() => customElements.get('parlour-chat'));
    await waitUntil(() => chat.shadowRoot!.querySelectorAll('button').length === 1 && !launcher.isConnected);
    const drawn = launcherOf(chat).getBoundingClientRect();
    expect([drawn.right, drawn.bottom]).to.deep.equal([right, bottom]);
    expect(fetched().filter((path) => path.startsWith('/widget/'))).to.have.length(2);
    launcherOf(chat).click();
    await waitUntil(() => chat.shadowRoot!.querySelector('[role=dialog]'));
    expect(chat.shadowRoot!.textContent).to.contain('Connecting…');
    sdk().close();
    await waitUntil(() => seen.includes('closed'));
    off();
    sdk().toggle();
    await waitUntil(() => chat.shadowRoot!.querySelector('[role=dialog]'));
    sdk().toggle();
    await waitUntil(() => !chat.shadowRoot!.querySelector('[role=dialog]'));
    expect(seen).to.deep.equal(['opened', 'closed', 'opened']);
  });

  it('WID-10 several on one page, each for its own merchant; destroy takes them off', async () => {
    const own = document.createElement('parlour-chat');
    own.setAttribute('site', 'site-key');
    own.setAttribute('merchant', 'harbour');
    document.body.append(own);
    await paste();
    const merchants = [...document.querySelectorAll('parlour-chat')].map((chat) =>
      chat.getAttribute('merchant'),
    );
    expect(merchants).to.deep.equal(['harbour', 'main-street']);
    await waitUntil(() =>
      [...document.querySelectorAll('parlour-chat')].every((chat) =>
        chat.shadowRoot?.querySelector('button'),
      ),
    );
    sdk().destroy();
    expect(document.querySelectorAll('parlour-chat').length).to.equal(0);
  });
});
