import { expect, waitUntil } from '@open-wc/testing';
import type { PictureId } from '@parlour/shared/model/ids.js';
import { ana } from '../testing/memory-conversation.js';
import { ChatPage } from '../testing/chat-page.js';

const first = `pic_${'A'.repeat(22)}` as PictureId;
const second = `pic_${'B'.repeat(22)}` as PictureId;

/** Each test asks for a picture of its own: what came once is kept for the page. */
let number = 0;
const fresh = (): PictureId => `pic_${String((number += 1)).padStart(22, 'C')}` as PictureId;

describe('who answers, in the header', () => {
  let page: ChatPage;
  let asked: { readonly path: string; readonly init: RequestInit | undefined }[];
  let colour: string;
  let status: number;
  const { fetch } = window;

  beforeEach(() => {
    asked = [];
    colour = '#ff0000';
    status = 200;
    window.fetch = async (address, init) => {
      asked.push({ path: new URL(address as string, location.href).pathname, init });
      const canvas = new OffscreenCanvas(128, 128);
      const context = canvas.getContext('2d')!;
      context.fillStyle = colour;
      context.fillRect(0, 0, 128, 128);
      return new Response(await canvas.convertToBlob(), { status });
    };
    page = new ChatPage();
  });
  afterEach(() => {
    window.fetch = fetch;
    delete (navigator as { connection?: unknown }).connection;
    page.remove();
  });

  const pictures = (): string[] =>
    asked.map(({ path }) => path).filter((path) => path.includes('/pictures/'));
  const pixel = (): string => {
    const canvas = page.root.querySelector<HTMLCanvasElement>('.face canvas');
    return [...(canvas?.getContext('2d')?.getImageData(64, 64, 1, 1).data ?? [])].join();
  };
  const shows = (picture: PictureId | undefined): void =>
    page.server.changeConversation({ state: 'active', agent: { ...ana, ...(picture && { picture }) } });
  const box = (selector: string): string => {
    const { left, top, width, height } = page.one(selector).getBoundingClientRect();
    return [left, top, width, height].map(Math.round).join();
  };

  it('ACC-8 is a picture beside the name, in room that was theirs before it came', async () => {
    const picture = fresh();
    await page.start();
    expect(pictures()).to.deep.equal([]);
    expect(page.has('.face')).to.equal(false);
    shows(picture);
    await waitUntil(() => page.has('.face'));
    const before = [box('.face'), box('.who'), box('header')];
    await waitUntil(() => pixel() === '255,0,0,255');
    expect([box('.face'), box('.who'), box('header')]).to.deep.equal(before);
    expect(page.one('.face').getAttribute('aria-hidden')).to.equal('true');
    expect(pictures()).to.deep.equal([`/api/v1/pictures/${picture}`]);
    const { credentials, headers } = asked.find(({ path }) => path.includes('/pictures/'))!.init!;
    expect([credentials, headers]).to.deep.equal(['omit', undefined]);
  });

  it('ACC-8 is exchanged while one looks, and goes with the picture', async () => {
    await page.start();
    shows(first);
    await waitUntil(() => pixel() === '255,0,0,255');
    colour = '#0000ff';
    shows(second);
    await waitUntil(() => pixel() === '0,0,255,255');
    shows(undefined);
    await waitUntil(() => !page.has('.face'));
  });

  it('ACC-8 is the first letter of the name where it does not come', async () => {
    status = 404;
    await page.start();
    shows(fresh());
    await waitUntil(() => page.has('.face') && !page.has('.face canvas'));
    expect(page.one('.face').textContent?.trim()).to.equal('A');
    expect(page.text).to.contain('Ana');
  });

  it('ACC-8 is the first letter, and nothing is fetched, where little data is to be used', async () => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true });
    await page.start();
    shows(fresh());
    await waitUntil(() => page.has('.face'));
    expect(page.has('.face canvas')).to.equal(false);
    expect(pictures()).to.deep.equal([]);
  });

  it('ACC-8 DIS-7 is nothing where names are not shown, whatever is told', async () => {
    page.server.appearance = { ...page.server.appearance, agentNames: false };
    await page.start();
    shows(fresh());
    page.server.agentSays('Good day');
    await page.sees('Good day');
    expect(page.has('.face')).to.equal(false);
    expect(pictures()).to.deep.equal([]);
  });

  it('ACC-8 goes when the conversation has ended', async () => {
    await page.start();
    shows(fresh());
    await waitUntil(() => page.has('.face'));
    page.server.agentCloses();
    await waitUntil(() => !page.has('.face'));
  });
});
