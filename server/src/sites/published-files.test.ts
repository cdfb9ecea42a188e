import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSite, embedCode } from '@parlour/shared/protocol/site.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { signInProvider } from '../testing/provider.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { publishedAge } from './published-files.js';

let server: TestServer;
let built: string;
const hashed = (content: string): string =>
  createHash('sha256').update(content).digest('base64url').slice(0, 16);

/** What a build leaves behind: its own files, and nothing of the one before. */
async function build(version: string): Promise<{ loader: string; chat: string }> {
  const folder = path.join(built, 'widget');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const [loader, chat] = [`import("/widget/chat.js") // ${version}`, `chat of ${version} “–”`];
  const names = { loader: `widget.${hashed(loader)}.js`, chat: `chat.${hashed(chat).slice(0, 8)}.js` };
  await writeFile(path.join(folder, 'widget.js'), loader);
  await writeFile(path.join(folder, names.loader), loader);
  await writeFile(path.join(folder, `${names.loader}.br`), brotliCompressSync(loader));
  await writeFile(path.join(folder, names.chat), chat);
  return names;
}

beforeAll(async () => {
  built = await mkdtemp(path.join(tmpdir(), 'parlour-built-'));
  server = await startServer({
    folders: { widget: path.join(built, 'widget'), portals: path.join(built, 'portals') },
  });
});
afterAll(async () => {
  await server.stop();
  await rm(built, { recursive: true, force: true });
});

const get = (at: TestServer, file: string, encoding = 'br'): Promise<Response> =>
  fetch(`${at.url}/${file}`, { headers: { 'accept-encoding': encoding } });

async function pinnedTag(): Promise<{ file: string; integrity: string }> {
  const pia = await signInProvider(server);
  const { site } = await pia.http.call(createSite, { name: 'Boats', origins: ['https://boats.example'] });
  const { pinned } = await pia.http.call(embedCode, { site: site.id });
  const [, file, integrity] = /src="[^"]+\/([^"/]+)" integrity="([^"]+)"/.exec(pinned!)!;
  return { file: file!, integrity: integrity! };
}

it('WID-4 after an upgrade a tag that names its version and hash still loads that version, at every node', async () => {
  const first = await build('one');
  const { file, integrity } = await pinnedTag();
  expect(file).toBe(first.loader);
  const second = await build('two');
  expect(await readdir(path.join(built, 'widget'))).not.toContain(file);
  const node = await server.another();
  await node.app.context.published.keep();
  for (const at of [server, node])
    for (const encoding of ['br', 'identity']) {
      const answer = await get(at, file, encoding);
      const body = Buffer.from(await answer.arrayBuffer());
      expect(`sha384-${createHash('sha384').update(body).digest('base64')}`).toBe(integrity);
      expect(answer.headers.get('content-encoding')).toBe(encoding === 'br' ? 'br' : null);
      expect(answer.headers.get('content-type')).toContain('javascript');
      expect(answer.headers.get('cache-control')).toContain('immutable');
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    }
  // And what it asks for in its turn, which was never compressed by the build.
  expect(await (await get(node, `widget/${first.chat}`)).text()).toBe('chat of one “–”');
  expect(await (await get(node, `widget/${second.chat}`)).text()).toBe('chat of two “–”');
  await node.stop();
});

it('WID-4 what somebody has put into the store is not sent to any page', async () => {
  const { loader } = await build('three');
  await server.app.context.published.keep();
  await build('four');
  expect((await get(server, loader)).status).toBe(200);
  const content = brotliCompressSync('alert(1)');
  const { PublishedFile } = server.app.context.models;
  await PublishedFile.updateOne({ _id: loader }, { $set: { content } });
  expect((await get(server, loader)).status).toBe(404);
  const { signature } = (await PublishedFile.findOne({ _id: { $ne: loader } }).lean())!;
  await PublishedFile.updateOne({ _id: loader }, { $set: { content, signature } });
  expect((await get(server, loader)).status).toBe(404);
});

it.each(['widget/..%2f..%2fpackage.json', 'widget/$where.12345678.js', 'widget.gone-gone-gone.js'])(
  'WID-4 a name that was never one is not found: %s',
  async (name) => {
    expect((await get(server, name)).status).toBe(404);
  },
);

it('WID-4 is kept for 400 days after its version was last in use, and no longer', async () => {
  const { loader } = await build('five');
  const { published } = server.app.context;
  await published.keep();
  // In use all the while: it does not get older.
  server.clock.advance(publishedAge - day);
  await published.keep();
  await build('six');
  server.clock.advance(publishedAge - day);
  await published.keep();
  expect((await get(server, loader)).status).toBe(200);
  server.clock.advance(2 * day);
  await published.keep();
  expect((await get(server, loader)).status).toBe(404);
});
