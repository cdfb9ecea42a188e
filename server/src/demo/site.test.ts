import { jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cars } from './cars.js';
import { html } from './html.js';
import { startDemoSite, type DemoSite } from './site.js';

let demo: DemoSite;
const identitySecret = 'a secret that only the merchant and Parlour know';
const page = async (path: string): Promise<{ response: Response; text: string }> => {
  const response = await fetch(demo.origin + path);
  return { response, text: await response.text() };
};

beforeAll(async () => {
  demo = await startDemoSite(0);
  demo.open({ server: 'http://localhost:4000', site: 'the-key', identitySecret });
});
afterAll(() => demo.stop());

describe('the demo site', () => {
  it('embeds the chat of its dealer on every car’s page, by the one tag', async () => {
    for (const car of cars) {
      const { text } = await page(`/cars/${car.slug}`);
      expect(text).toMatch(
        new RegExp(
          `<script\\s+async\\s+src="http://localhost:4000/widget.js"\\s+data-site="the-key"\\s+data-merchant="${car.dealer}"`,
        ),
      );
      expect(text.match(/<script/g)).toHaveLength(1);
    }
  });

  it('has no chat where there is nobody to chat with', async () => {
    for (const path of ['/', '/try']) expect((await page(path)).text).not.toContain('<script');
  });

  it('allows no inline script or style, and no third party', async () => {
    const { response, text } = await page('/cars/blue-hatchback');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(text).not.toMatch(/ style="|<style|\son\w+="/);
    expect([...text.matchAll(/https?:\/\/[^/"<]+/g)].map(String)).toEqual(['http://localhost:4000']);
  });

  it('WID-10 shows the chat in whatever state is chosen, and in none that is made up', async () => {
    const { text } = await page('/playground?locale=ar&isolation=frame&theme=violet&position=%22onload');
    expect(text).toMatch(/<script[^>]*data-locale="ar"[^>]*data-isolation="frame"/);
    expect(text).not.toContain('data-position');
    expect(text).toContain('<body data-theme="violet">');
    expect(text).not.toContain('onload');
    const { response, text: script } = await page('/playground.js');
    expect(response.headers.get('content-type')).toContain('text/javascript');
    expect(script).toContain('window.Parlour');
  });

  it('WID-10 shows single-page applications in React and Vue, whose source is there to copy', async () => {
    for (const [name, file] of [
      ['react', 'react/parlour.tsx'],
      ['vue', 'vue/parlour.ts'],
    ] as const) {
      const { response, text } = await page(`/examples/${name}/cars/blue-hatchback`);
      expect(response.headers.get('content-security-policy')).toContain('connect-src http://localhost:4000 ');
      expect(text).toMatch(/<script async src="http:\/\/localhost:4000\/widget.js"><\/script>/);
      expect(text).not.toMatch(/ style="|<style|\son\w+="/);
      const source = await page(`/examples/source/${file}`);
      expect(source.response.headers.get('content-type')).toContain('text/plain');
      expect(source.text).toContain("push(['identify'");
      expect((await page('/')).text).toContain(`href="/examples/${name}"`);
    }
    for (const path of ['/examples/react/cars/none', '/examples/svelte', '/examples/source/../site.ts'])
      expect((await page(path)).response.status, path).toBe(404);
  });

  it('WID-10 signs the identity of its made-up shoppers for an hour, and of nobody else', async () => {
    const ask = (body: string) => fetch(`${demo.origin}/examples/identity`, { method: 'POST', body });
    const answer = await ask('Ben');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    const { token } = (await answer.json()) as { token: string };
    const { payload } = await jwtVerify(token, new TextEncoder().encode(identitySecret), {
      algorithms: ['HS256'],
    });
    expect(payload.sub).toBe('carfinder:ben');
    expect(payload.exp! - payload.iat!).toBe(3_600);
    expect((await ask('Mallory')).status).toBe(404);
    expect((await ask('B'.repeat(200))).status).toBe(413);
    expect((await fetch(`${demo.origin}/examples/identity`)).status).toBe(405);
  });

  it('WID-5 sends its pages compressed to whoever takes them so', async () => {
    const fetched = (path: string, coding: string) =>
      fetch(demo.origin + path, { headers: { 'accept-encoding': coding } });
    for (const path of ['/cars/blue-hatchback', '/style.css']) {
      const plain = await fetched(path, 'identity');
      expect(plain.headers.get('content-encoding'), path).toBeNull();
      const text = await plain.text();
      for (const coding of ['br', 'gzip']) {
        const response = await fetched(path, coding);
        expect(response.headers.get('content-encoding'), path).toBe(coding);
        expect(response.headers.get('vary')?.toLowerCase(), path).toContain('accept-encoding');
        expect(await response.text(), path).toBe(text);
      }
    }
  });

  it('finds cars by drive, price and dealer', async () => {
    const { text } = await page('/?power=Electric&most=20000&dealer=harbour-cars');
    expect(text).toContain('Minnow E');
    expect(text).not.toContain('Fjord 4');
    expect((await page('/?power=Petrol&most=12000')).text).toContain('No car is like that');
  });

  it('answers what it does not have with 404, and what it does not do with 405', async () => {
    for (const path of ['/cars/none', '/dealers/none', '/cars/', '/cars/../cars', '/pictures/none.svg']) {
      expect((await page(path)).response.status, path).toBe(404);
    }
    expect((await fetch(demo.origin, { method: 'POST' })).status).toBe(405);
  });

  it('has a picture of every car', async () => {
    for (const { slug } of cars) {
      const { response, text } = await page(`/pictures/${slug}.svg`);
      expect(response.headers.get('content-type')).toBe('image/svg+xml');
      expect(text).not.toMatch(/NaN|undefined/);
    }
  });

  it('escapes whatever is put into a page', () => {
    expect(html`<p title="${'"><script>'}">${['<b>', html`<i>${"'&"}</i>`, null, 3]}</p>`.text).toBe(
      '<p title="&#34;&#62;&#60;script&#62;">&#60;b&#62;<i>&#39;&#38;</i>3</p>',
    );
  });
});
