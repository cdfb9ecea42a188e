/** Carfinder, the demo's provider: a small site on an origin of its own, whose pages carry the widget. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa, { type Context } from 'koa';
import { asBusyPort } from '../supervisor/busy-port.js';
import { carPage, dealerPage } from './car-page.js';
import { carPicture } from './car-picture.js';
import { cars, dealers } from './cars.js';
import { sendText } from './compressed.js';
import type { Embedding } from './embed.js';
import { exampleAt, exampleFile, examplePage } from './examples.js';
import { frontPage } from './front-page.js';
import { exampleNeeds, pageHeaders } from './headers.js';
import { identityOf } from './identity.js';
import { missingPage } from './missing-page.js';
import { playgroundPage, playgroundScript } from './playground.js';
import { statesPage } from './states.js';
import { icon, style } from './style.js';
import { tryPage } from './try-page.js';

export interface DemoSite {
  /** Another origin than the server's, and another site: `127.0.0.1`, where the server is `localhost`. */
  readonly origin: string;
  /** Tells where the widget comes from. Pages asked for before wait until then. */
  open(embedding: Embedding): void;
  stop(): Promise<void>;
}

/** Listens on loopback only; port 0 takes a free one. */
export async function startDemoSite(port: number): Promise<DemoSite> {
  let open: (embedding: Embedding) => void = () => undefined;
  const opened = new Promise<Embedding>((resolve) => (open = resolve));
  const respond = demoApp(opened).callback();
  const server = createServer((request, response) => void respond(request, response));
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    throw asBusyPort(error, 'DEMO_PORT', port);
  }
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function demoApp(opened: Promise<Embedding>): Koa {
  const app = new Koa();
  app.use(async (context) => {
    if (context.path === '/examples/identity') return signIn(context, await opened);
    if (context.method !== 'GET' && context.method !== 'HEAD') return void (context.status = 405);
    const file = files.get(context.path) ?? exampleFile(context.path);
    if (file) return send(context, file);
    const embedding = await opened;
    context.set(pageHeaders(embedding.server, exampleAt(context.path) ? exampleNeeds : {}));
    const page = pageAt(context, embedding);
    context.status = page === null ? 404 : 200;
    context.type = 'html';
    sendText(context, page ?? missingPage());
  });
  return app;
}

/** The shop's own sign-in, for its pages alone: no other origin may read the answer. */
async function signIn(context: Context, { identitySecret }: Embedding): Promise<void> {
  if (context.method !== 'POST') return void (context.status = 405);
  let shopper = '';
  for await (const chunk of context.req.setEncoding('utf8')) {
    shopper += String(chunk);
    if (shopper.length > 100) return void (context.status = 413);
  }
  const token = identitySecret ? await identityOf(shopper, identitySecret) : null;
  context.set({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  if (token === null) return void (context.status = 404);
  context.body = { token };
}

function pageAt({ path, query }: Context, embedding: Embedding): string | null {
  const [, folder, slug] = /^\/(cars|dealers)\/([a-z-]+)$/.exec(path) ?? [];
  if (folder === 'cars') {
    const car = cars.find((one) => one.slug === slug);
    const dealer = dealers.find((one) => one.slug === car?.dealer);
    return car && dealer ? carPage(car, dealer, embedding) : null;
  }
  if (folder === 'dealers') {
    const dealer = dealers.find((one) => one.slug === slug);
    return dealer ? dealerPage(dealer, embedding) : null;
  }
  const example = exampleAt(path);
  if (example) return examplePage(example, embedding);
  if (path === '/try') return tryPage(embedding);
  const asked = (name: string): string => [query[name]].flat()[0] ?? '';
  if (path === '/playground') return playgroundPage(embedding, asked);
  if (path === '/playground/states') return statesPage(asked);
  if (path !== '/') return null;
  return frontPage({ power: asked('power'), most: asked('most'), dealer: asked('dealer') });
}

interface File {
  readonly type: string;
  readonly body: string;
}

const files: ReadonlyMap<string, File> = new Map([
  ['/style.css', { type: 'text/css; charset=utf-8', body: style }],
  ['/playground.js', { type: 'text/javascript; charset=utf-8', body: playgroundScript }],
  ['/icon.svg', { type: 'image/svg+xml', body: icon }],
  ...cars.map((car): [string, File] => [
    `/pictures/${car.slug}.svg`,
    { type: 'image/svg+xml', body: carPicture(car.shape, car.paint[0]) },
  ]),
]);

function send(context: Context, { type, body }: File): void {
  context.set({ 'content-type': type, 'x-content-type-options': 'nosniff', 'cache-control': 'no-cache' });
  sendText(context, body);
}
