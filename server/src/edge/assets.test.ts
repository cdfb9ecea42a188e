import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import Koa from 'koa';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { assets } from './assets.js';

let folder: string;
let http: Server;
let url: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'parlour-assets-'));
  const [widget, portals] = [path.join(folder, 'widget'), path.join(folder, 'portals')];
  await Promise.all([mkdir(widget), mkdir(path.join(portals, 'assets'), { recursive: true })]);
  await writeFile(path.join(widget, 'widget.js'), 'loader');
  await writeFile(path.join(widget, 'widget.Zx0_aaaaBBBB-123.js'), 'loader');
  await writeFile(path.join(widget, 'chat.CWZsaSJ8.js'), 'chat');
  await writeFile(path.join(widget, 'chat.CWZsaSJ8.js.br'), brotliCompressSync('chat'));
  await writeFile(path.join(portals, 'merchant.html'), '<title>Merchant</title>');
  await writeFile(path.join(folder, 'secret.txt'), 'secret');
  const app = new Koa().use(assets({ widget, portals }, { read: () => Promise.resolve(null) }));
  http = createServer((request, response) => void app.callback()(request, response)).listen(0, '127.0.0.1');
  await new Promise((resolve) => http.once('listening', resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterEach(async () => {
  http.close();
  await rm(folder, { recursive: true, force: true });
});

it('WID-5 files with a hash in their name are kept for ever, and sent as they were compressed at build', async () => {
  const response = await fetch(`${url}/widget/chat.CWZsaSJ8.js`, { headers: { 'accept-encoding': 'br' } });
  expect(await response.text()).toBe('chat');
  expect(response.headers.get('cache-control')).toContain('immutable');
  expect(response.headers.get('content-encoding')).toBe('br');
  expect(response.headers.get('content-type')).toContain('javascript');
  expect(response.headers.get('vary')).toContain('Accept-Encoding');
});

it('WID-4 any page may load the widget, and its stable address is asked for again', async () => {
  const { headers } = await fetch(`${url}/widget.js`);
  expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(headers.get('access-control-allow-origin')).toBe('*');
  expect(headers.get('cache-control')).toBe('public, max-age=300');
});

it('WID-4 the tag of this very version has an address of its own that never changes, beside the stable one', async () => {
  const { headers, status } = await fetch(`${url}/widget.Zx0_aaaaBBBB-123.js`);
  expect(status).toBe(200);
  expect(headers.get('access-control-allow-origin')).toBe('*');
  expect(headers.get('cache-control')).toContain('immutable');
  expect((await fetch(`${url}/widget.gone-gone-gone.js`)).status).toBe(404);
});

it('every address of a portal is its page', async () => {
  const response = await fetch(`${url}/merchant/conversations/cnv_x`);
  expect(await response.text()).toContain('Merchant');
  expect(response.headers.get('cache-control')).toBe('no-cache');
});

it.each([
  '/widget/../secret.txt',
  '/widget/%2e%2e/secret.txt',
  '/widget/..%2fsecret.txt',
  '/widget/%00',
  '/widget/',
  '/portals/',
  '/widget/.env',
  '/consumer',
])('what is not there, outside the folder or hidden is not found: %s', async (address) => {
  const response = await new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    import('node:http').then(({ request }) => {
      request(url, { path: address }, (answer) => {
        let body = '';
        answer.on('data', (chunk: Buffer) => (body += chunk.toString()));
        answer.on('end', () => resolve({ status: answer.statusCode, body }));
      })
        .on('error', reject)
        .end();
    }, reject);
  });
  expect(response.status).toBe(404);
  expect(response.body).not.toContain('secret');
});

it('a file that the next build has removed is not found, and the process lives', async () => {
  await rm(path.join(folder, 'widget', 'widget.js'));
  expect((await fetch(`${url}/widget.js`)).status).toBe(404);
  expect((await fetch(`${url}/widget/chat.CWZsaSJ8.js`)).status).toBe(200);
});
