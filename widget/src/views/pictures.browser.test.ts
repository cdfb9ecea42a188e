import { expect, waitUntil } from '@open-wc/testing';
import type { FileView } from '@parlour/shared/model/file.js';
import type { FileId } from '@parlour/shared/model/ids.js';
import { ChatPage } from '../testing/chat-page.js';

const picture: FileView = {
  id: `fil_${'A'.repeat(22)}` as FileId,
  name: 'scratch.png',
  type: 'image/png',
  size: 2_048,
  picture: { width: 40, height: 30 },
};

describe('a picture in the log', () => {
  let page: ChatPage;
  let asked: string[];
  const { fetch } = window;
  const reduceData = (): unknown =>
    Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true });

  beforeEach(() => {
    asked = [];
    window.fetch = async (address) => {
      asked.push(new URL(address as string, location.href).pathname);
      const canvas = new OffscreenCanvas(40, 30);
      canvas.getContext('2d');
      return new Response(await canvas.convertToBlob());
    };
    page = new ChatPage();
  });
  afterEach(() => {
    window.fetch = fetch;
    delete (navigator as { connection?: unknown }).connection;
    page.remove();
  });

  async function receives(): Promise<void> {
    await page.start();
    page.server.agentAccepts();
    page.server.agentSendsFile(picture);
    await page.sees(picture.name);
  }
  const thumbnails = () => asked.filter((path) => path.endsWith('/thumbnail'));

  it('MSG-12 is fetched when it is drawn', async () => {
    await receives();
    await waitUntil(() => page.root.querySelector('canvas'));
    expect(thumbnails()).to.have.length(1);
    expect(page.findButton('Show picture')).to.equal(undefined);
  });

  it('MSG-12 is fetched when it is asked for, where little data is to be used', async () => {
    reduceData();
    await receives();
    await page.click('Show picture');
    expect(asked.length).to.be.at.most(1);
    await waitUntil(() => page.root.querySelector('canvas'));
    expect(thumbnails()).to.have.length(1);
    expect(page.findButton('Show picture')).to.equal(undefined);
  });
});
