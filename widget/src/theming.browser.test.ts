// WID-11: what a page may style, and that its words stay legible whatever colour it chooses.
import { expect } from '@open-wc/testing';
import { ChatPage } from './testing/chat-page.js';

let page: ChatPage;
afterEach(() => page.remove());

const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;

/** WCAG 2.2, relative luminance. */
function luminanceOf(colour: string): number {
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((byte) => {
    const part = byte / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const contrastOf = (element: Element, behind = element): number => {
  const { color } = getComputedStyle(element);
  const { backgroundColor } = getComputedStyle(behind);
  const [low = 0, high = 0] = [luminanceOf(color), luminanceOf(backgroundColor)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

const accents = [
  '#635bff',
  '#ffd400',
  '#000',
  '#fff',
  '#777',
  '#e4002b',
  'lime',
  'blue',
  'oklch(0.56 0.2 30)',
];

for (const colorScheme of ['light', 'dark']) {
  for (const accent of accents) {
    it(`WID-11 text on the accent ${accent} is legible, ${colorScheme}`, async () => {
      page = new ChatPage({ attributes: { 'color-scheme': colorScheme } });
      page.chat.style.setProperty('--parlour-accent', accent);
      await page.sees('Chat');
      expect(contrastOf(page.one('.launcher'))).to.be.at.least(4.5);
      await page.start();
      await page.write('more');
      expect(contrastOf(page.one('.go'))).to.be.at.least(4.5);
      expect(contrastOf(page.one('.entry.mine .bubble'))).to.be.at.least(4.5);
      expect(contrastOf(page.one('.promise .link'), page.one('.panel'))).to.be.at.least(4.5);
    });
  }
}

it('WID-11 the page’s own ink wins, as do its corners, font and offsets', async () => {
  page = new ChatPage({ attributes: { position: 'start' } });
  const { style } = page.chat;
  style.setProperty('--parlour-accent', 'navy');
  style.setProperty('--parlour-accent-ink', 'rgb(250, 240, 230)');
  style.setProperty('--parlour-radius', '0px');
  style.setProperty('--parlour-font', 'monospace');
  style.setProperty('--parlour-offset-inline', '40px');
  style.setProperty('--parlour-offset-block', '60px');
  await page.sees('Chat');
  const launcher = page.one('.launcher');
  const { left, bottom } = launcher.getBoundingClientRect();
  expect([left, innerHeight - bottom]).to.deep.equal([40, 60]);
  expect(getComputedStyle(launcher).color).to.equal('rgb(250, 240, 230)');
  await page.open();
  const panel = getComputedStyle(page.one('.panel'));
  expect([panel.borderRadius, panel.fontFamily]).to.deep.equal(['0px', 'monospace']);
});

it('WID-11 a page styles parts', async () => {
  const style = document.createElement('style');
  style.textContent = 'parlour-chat::part(header) { background: rgb(1, 2, 3) }';
  document.head.append(style);
  page = new ChatPage();
  await page.open();
  expect(getComputedStyle(page.one('header')).backgroundColor).to.equal('rgb(1, 2, 3)');
  style.remove();
});
