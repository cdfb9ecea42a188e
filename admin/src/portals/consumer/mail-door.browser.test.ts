import { expect, waitUntil } from '@open-wc/testing';
import type { AskLinkInput } from '@parlour/shared/protocol/access-link.js';
import { barriers, onPhone, onWideScreen } from '../../testing/pages.js';
import { refusal, Scripted } from '../../testing/scripted.js';
import { wearTokens } from '../../ui/styles/tokens.js';
import type { ConsumerPortal } from './portal.js';
import './portal.define.js';

const token = 'A'.repeat(43);
const notice = { version: '1.0.0', sha256: 'a'.repeat(64) };
const nothingKept = {
  merchant: 'Motors',
  site: 'Cars',
  conversations: [],
  delayed: [],
  byLaw: [],
  obliged: [],
  requests: [],
  byMail: true,
  notice,
  gpc: false,
};

let portal: ConsumerPortal;
const home = location.href;

function openPortal(server: Scripted): void {
  wearTokens();
  portal = document.createElement('consumer-portal');
  portal.backend = {
    call: server.call,
    download: () => Promise.resolve(new Blob(['zip'])),
    file: () => Promise.resolve(new Blob(['bytes'])),
  };
  document.body.append(portal);
}

const door = (): ShadowRoot | null | undefined =>
  portal.shadowRoot!.querySelector('consumer-mail-door')?.shadowRoot;
const textIn = (root: ShadowRoot | null | undefined): string =>
  (root?.textContent ?? '').replace(/\s+/g, ' ');
const field = (name: string): HTMLInputElement =>
  door()!.querySelector<HTMLInputElement>(`[name="${name}"]`)!;
const stranger = () => {
  throw refusal('not_signed_in');
};

describe('the way in by a mailed link', () => {
  afterEach(() => {
    portal.remove();
    history.replaceState(null, '', home);
  });

  it('REQ-9 whoever comes from what another published about them asks for its takedown, and for nothing else', async () => {
    const asked: AskLinkInput[] = [];
    const about = 'R'.repeat(22);
    history.replaceState(null, '', `#shop=motors&about=${about}`);
    openPortal(
      new Scripted({
        'data.read': stranger,
        'access.ways': () => ({ mail: true }),
        'access.askLink': (input) => {
          asked.push(input as AskLinkInput);
          return {};
        },
      }),
    );
    await waitUntil(() => textIn(door()).includes('Somebody has published something that names you?'));
    expect(
      [...door()!.querySelectorAll('select[name="kind"] option')].map((one) => one.textContent),
    ).to.have.length(1);
    expect(field('shop').value).to.equal('motors');
    field('email').value = 'pat@people.example';
    field('text').value = 'It says where I live';
    door()!.querySelector<HTMLButtonElement>('button[type="submit"]')!.click();
    await waitUntil(() => asked.length === 1);
    expect(asked[0]?.request).to.deep.include({ kind: 'takedown', text: 'It says where I live', about });
    expect(await barriers()).to.deep.equal([]);
  });

  it('REQ-1 asks for an address and the shop, and says the same whoever asks', async () => {
    const asked: AskLinkInput[] = [];
    const server = new Scripted({
      'data.read': stranger,
      'access.ways': () => ({ mail: true }),
      'access.askLink': (input) => {
        asked.push(input as AskLinkInput);
        return {};
      },
    });
    history.replaceState(null, '', '#shop=motors');
    openPortal(server);
    await waitUntil(() => textIn(door()).includes('No code at hand?'));
    expect(field('shop').value).to.equal('motors');
    for (const look of [onPhone, onWideScreen]) {
      await look();
      expect(await barriers()).to.deep.equal([]);
    }
    field('email').value = 'me@home.example';
    door()!.querySelector('form')!.requestSubmit();
    await waitUntil(() => textIn(door()).includes('If your address was left'));
    expect(asked[0]).to.include({ email: 'me@home.example', shop: 'motors' });
    expect(asked[0]?.request).to.equal(undefined);
    field('email').value = 'me@home.example';
    field('shop').value = 'Motors';
    field('text').value = 'Use nothing of mine';
    door()!.querySelector('form')!.requestSubmit();
    await waitUntil(() => asked.length === 2);
    expect(asked[1]?.request?.text).to.equal('Use nothing of mine');
  });

  it('REQ-1 is not offered where no mail can be sent', async () => {
    openPortal(new Scripted({ 'data.read': stranger, 'access.ways': () => ({ mail: false }) }));
    await waitUntil(() => Boolean(door()));
    await waitUntil(() => textIn(portal.shadowRoot).includes('Resume code'));
    expect(textIn(door()).trim()).to.equal('');
  });

  it('REQ-1 a mailed link opens nothing by itself: it waits for the button, which opens once', async () => {
    let pressed = 0;
    const server = new Scripted({
      'data.read': () => (pressed === 1 ? nothingKept : stranger()),
      'access.ways': () => ({ mail: true }),
      'access.openLink': () => {
        pressed += 1;
        return { filed: true };
      },
    });
    history.replaceState(null, '', `#link=${token}`);
    openPortal(server);
    await waitUntil(() => textIn(portal.shadowRoot).includes('This link opens'));
    expect(pressed).to.equal(0);
    expect(location.href).not.to.include(token);
    // Loaded again, or read in another language, the page knows its link still.
    portal.remove();
    openPortal(server);
    await waitUntil(() => textIn(portal.shadowRoot).includes('This link opens'));
    expect([pressed, location.hash]).to.deep.equal([0, '']);
    portal.shadowRoot!.querySelector('button')!.click();
    await waitUntil(() => textIn(portal.shadowRoot).includes('carries your address any more'));
    expect(textIn(portal.shadowRoot)).to.include('What you asked has been passed on.');
    expect([pressed, location.hash, history.state as unknown]).to.deep.equal([1, '', null]);
  });

  it('REQ-1 a link that was used leads to the door, which says so', async () => {
    const server = new Scripted({
      'data.read': stranger,
      'access.ways': () => ({ mail: true }),
      'access.openLink': () => {
        throw refusal('link_spent');
      },
    });
    history.replaceState(null, '', `#link=${token}`);
    openPortal(server);
    await waitUntil(() => textIn(portal.shadowRoot).includes('This link opens'));
    portal.shadowRoot!.querySelector('button')!.click();
    await waitUntil(() => textIn(portal.shadowRoot).includes('Resume code'));
    expect(location.hash).to.equal('');
    expect(textIn(portal.shadowRoot)).to.include('used already');
  });
});
