import './own-picture.define.js';
import { expect, waitUntil } from '@open-wc/testing';
import { ownPictureLimit } from '@parlour/shared/protocol/picture.js';
import type { PictureId } from '@parlour/shared/model/ids.js';
import type { PutBytes } from '../data/put-bytes.js';
import { barriers, onWideScreen } from '../testing/pages.js';
import { ana } from '../testing/samples.js';
import { lost, refusal, Scripted } from '../testing/scripted.js';
import type { OwnPicture } from './own-picture.js';
import { ownPictureTexts as words } from './own-picture-texts.js';

const picture = `pic_${'A'.repeat(22)}` as PictureId;

async function photo(type = 'image/png'): Promise<File> {
  const canvas = new OffscreenCanvas(300, 100);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#ff0000';
  context.fillRect(0, 0, 100, 100);
  context.fillStyle = '#00ff00';
  context.fillRect(100, 0, 100, 100);
  context.fillStyle = '#0000ff';
  context.fillRect(200, 0, 100, 100);
  return new File([await canvas.convertToBlob({ type: 'image/png' })], 'me.png', { type });
}

/** A server of which the test says when it answers, and what. */
class Uploads {
  readonly sent: Blob[] = [];
  told: (share: number) => void = () => undefined;
  answer: () => void = () => undefined;
  refuse: (error: unknown) => void = () => undefined;

  readonly put: PutBytes = <Output>(_operation: unknown, bytes: Blob, told: (share: number) => void) => {
    this.sent.push(bytes);
    this.told = told;
    const done = new Promise<Output>((resolve, reject) => {
      this.answer = () => resolve({ picture } as Output);
      this.refuse = reject;
    });
    return { done, cancel: () => this.refuse(lost()) };
  };
}

describe('one’s own picture', () => {
  let house: HTMLElement;
  let element: OwnPicture;
  let uploads: Uploads;
  let server: Scripted;
  let changes: number;

  beforeEach(async () => {
    await onWideScreen();
    uploads = new Uploads();
    server = new Scripted({ 'picture.remove': () => ({}) });
    changes = 0;
    element = document.createElement('parlour-own-picture');
    element.call = server.call;
    element.put = uploads.put;
    element.account = ana;
    element.changed = () => (changes += 1);
    house = document.createElement('main');
    const heading = document.createElement('h1');
    heading.textContent = 'Your account';
    house.append(heading, element);
    document.body.append(house);
    await element.updateComplete;
  });
  afterEach(() => house.remove());

  const text = (): string => (element.renderRoot.textContent ?? '').replace(/\s+/g, ' ');
  const says = (some: string) => waitUntil(() => text().includes(some), `says “${some}”: ${text()}`);
  const button = (name: string): HTMLButtonElement =>
    [...element.renderRoot.querySelectorAll('button')].find((one) => one.textContent?.trim() === name)!;
  const press = async (name: string): Promise<void> => {
    await waitUntil(() => button(name), name);
    button(name).click();
    await element.updateComplete;
  };
  const focused = (): string | undefined =>
    (element.shadowRoot?.activeElement as HTMLElement | null)?.textContent?.trim();
  const carrying = (file: File): DataTransfer => {
    const transfer = new DataTransfer();
    transfer.items.add(file);
    return transfer;
  };
  const choose = (file: File): void => {
    const input = element.renderRoot.querySelector('input')!;
    input.files = carrying(file).files;
    input.dispatchEvent(new Event('change'));
  };

  it('ACC-8 is seen as others will see it, and shown when its owner says so', async () => {
    choose(await photo());
    await says(words.chosen);
    await waitUntil(() => focused() === words.show);
    const canvas = element.renderRoot.querySelector('canvas')!;
    const { width, height } = canvas;
    expect([...canvas.getContext('2d')!.getImageData(width / 2, height / 2, 1, 1).data].join()).to.equal(
      '0,255,0,255',
    );
    expect([...canvas.getContext('2d')!.getImageData(4, height / 2, 1, 1).data].join()).to.equal(
      '0,255,0,255',
    );
    expect(uploads.sent).to.have.length(0);
    expect(await barriers()).to.deep.equal([]);
    await press(words.show);
    uploads.told(0.4);
    await waitUntil(() => element.renderRoot.querySelector('progress')?.value === 40);
    expect(await barriers()).to.deep.equal([]);
    uploads.answer();
    await says(words.shown);
    expect(changes).to.equal(1);
    await waitUntil(() => focused() === words.choose);
  });

  it('ACC-8 can be left as it was, before it is sent and while it is', async () => {
    choose(await photo());
    await press(words.leave);
    await waitUntil(() => focused() === words.choose);
    choose(await photo());
    await press(words.show);
    await press(words.cancel);
    await waitUntil(() => focused() === words.show);
    expect(element.renderRoot.querySelector('[role=alert]')?.textContent?.trim()).to.equal('');
    expect(changes).to.equal(0);
  });

  it('ACC-8 says in plain words why it is not taken, and keeps what was chosen for another try', async () => {
    choose(new File([new Uint8Array(ownPictureLimit + 1)], 'large.png', { type: 'image/png' }));
    await says('is larger than 5');
    choose(new File(['<svg/>'], 'drawing.svg', { type: 'image/svg+xml' }));
    await says('takes JPEG, PNG, WebP or GIF');
    choose(new File(['no picture'], 'me.png', { type: 'image/png' }));
    await says('damaged, or has too many pixels');
    expect(uploads.sent).to.have.length(0);
    choose(await photo());
    await press(words.show);
    uploads.refuse(refusal('too_many_requests', { retryAfterMs: 3_000 }));
    await says('Try again in 3 seconds');
    await waitUntil(() => focused() === words.show);
    expect(changes).to.equal(0);
  });

  it('ACC-8 can be dropped and pasted', async () => {
    const section = element.renderRoot.querySelector('section')!;
    const file = await photo();
    section.dispatchEvent(new DragEvent('dragover', { dataTransfer: carrying(file), cancelable: true }));
    await says(words.drop);
    section.dispatchEvent(new DragEvent('drop', { dataTransfer: carrying(file), cancelable: true }));
    await press(words.leave);
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: carrying(file), cancelable: true }));
    await press(words.leave);
    // A text that is pasted elsewhere on the page is nothing of it.
    const told = new ClipboardEvent('paste', { clipboardData: new DataTransfer(), cancelable: true });
    document.dispatchEvent(told);
    expect(told.defaultPrevented).to.equal(false);
  });

  it('ACC-8 is replaced or removed where there is one', async () => {
    element.account = { ...ana, picture };
    await element.updateComplete;
    expect(element.renderRoot.querySelector('img')?.getAttribute('src')).to.equal(
      `/api/v1/pictures/${picture}`,
    );
    expect(button(words.another).textContent?.trim()).to.equal(words.another);
    expect(await barriers()).to.deep.equal([]);
    await press(words.remove);
    await says(words.removed);
    expect(changes).to.equal(1);
    expect(server.inputs('picture.remove')).to.deep.equal([{}]);
  });
});
