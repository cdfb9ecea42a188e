import { expect, waitUntil } from '@open-wc/testing';
// It is no module: it puts itself on the window.
import 'axe-core';
import type axe from 'axe-core';
import type { PublicTestimonial } from '@parlour/shared/protocol/testimonial.js';
import './testimonials.define.js';
import type { ParlourTestimonials } from './parlour-testimonials.js';

const said = (text: string, over: Partial<PublicTestimonial> = {}): PublicTestimonial => ({
  score: 4,
  text,
  name: 'Zoë',
  at: Date.UTC(2026, 10, 2),
  ref: 'R'.repeat(22),
  ...over,
});

describe('testimonials on a page', () => {
  const realFetch = window.fetch;
  let published: PublicTestimonial[];
  let asked: { url: string; init: RequestInit | undefined }[];
  let works: boolean;
  let element: ParlourTestimonials;

  beforeEach(() => {
    published = [said('Quick and kind')];
    asked = [];
    works = true;
    window.fetch = (url, init) => {
      asked.push({ url: url as string, init });
      const body = JSON.stringify({ merchant: 'Motors', testimonials: published });
      return works ? Promise.resolve(new Response(body)) : Promise.reject(new TypeError('no network'));
    };
  });
  afterEach(() => {
    element.remove();
    window.fetch = realFetch;
  });

  const put = (attributes: Record<string, string> = {}): void => {
    element = document.createElement('parlour-testimonials');
    const all = { site: 'site-key', merchant: 'motors', server: 'https://chat.example', ...attributes };
    for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
    document.body.append(element);
  };
  const text = (): string => element.shadowRoot?.textContent ?? '';
  const says = (words: string) => waitUntil(() => text().includes(words), `"${words}" is not to be seen`);

  it('PUB-1 shows what was approved, asking only once it is seen, without cookies and without a cache', async () => {
    put({ style: 'margin-top: 4000px' });
    await new Promise(requestAnimationFrame);
    expect(asked).to.have.length(0);
    element.scrollIntoView();
    await says('Quick and kind');
    expect(text()).to.contain('Zoë').and.to.contain('What people say about Motors');
    expect(asked[0]?.url).to.equal('https://chat.example/api/v1/testimonials');
    expect(asked[0]?.init).to.deep.include({ credentials: 'omit', cache: 'no-store' });
    expect(element.shadowRoot?.querySelector('svg')?.getAttribute('aria-label')).to.equal('4 of 5');
  });

  it('PUB-1 what is edited or taken back is so with the next look, and what cannot be asked for is not shown', async () => {
    put();
    await says('Quick and kind');
    published = [said('Kind, mostly', { name: '' })];
    await element.refresh();
    expect(text()).to.contain('Kind, mostly').and.to.contain('A customer').and.not.to.contain('Quick');
    published = [];
    await element.refresh();
    expect(text()).to.contain('Nobody has published anything yet.');
    published = [said('Back')];
    await element.refresh();
    works = false;
    await element.refresh();
    expect(text()).to.equal('');
  });

  it('PUB-1 it looks again within a minute, by itself', async () => {
    const { setInterval: real } = window;
    const waits: unknown[] = [];
    window.setInterval = ((run: () => void, wait: number) => {
      waits.push(wait);
      return real(run, 20);
    }) as never;
    put();
    window.setInterval = real;
    await waitUntil(() => asked.length > 2, 'it asked once and no more');
    expect(waits.every((wait) => Number(wait) <= 60_000)).to.equal(true);
  });

  it('REQ-9 leads whoever is named to the form, without telling the form’s server where they come from', async () => {
    put();
    await says('Is this about you?');
    const link = element.shadowRoot!.querySelector('a')!;
    expect(link.href).to.equal(`https://chat.example/consumer#shop=motors&about=${'R'.repeat(22)}`);
    expect([link.target, link.rel]).to.deep.equal(['_blank', 'noopener noreferrer']);
  });

  it('MSG-13 markup is shown as the text that it is', async () => {
    published = [said('<img src=x onerror="window.broken=1"> **b**', { name: '<b>x</b>' })];
    put();
    await says('<img src=x');
    expect(element.shadowRoot?.querySelectorAll('img, b').length).to.equal(0);
  });

  it('WID-8 speaks the page’s language, mirrored where it is read from the right, and axe finds nothing', async () => {
    put({ locale: 'ar' });
    await says('ما يقال عن');
    expect(getComputedStyle(element.shadowRoot!.querySelector('section')!).direction).to.equal('rtl');
    expect(
      (await (window as unknown as { axe: typeof axe }).axe.run(element)).violations.map(({ id }) => id),
    ).to.deep.equal([]);
  });
});
