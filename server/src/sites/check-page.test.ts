import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MerchantId, SiteId } from '@parlour/shared/model/ids.js';
import { endPlacement } from '@parlour/shared/protocol/placement.js';
import {
  changeSite,
  checkPage,
  createSite,
  embedCode,
  endKey,
  rotateKey,
  type SiteView,
} from '@parlour/shared/protocol/site.js';
import { day } from '@parlour/shared/rules/expiry.js';
import type { Agent } from '../testing/agent.js';
import { signInProvider } from '../testing/provider.js';
import type { Refusal } from '@parlour/shared/protocol/errors.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import type { OperationCall } from '../use-case.js';
import { checkPageCase } from './check-page.js';
import { LoaderFiles } from './loader-files.js';

let server: TestServer;
let pages: Server;
let origin: string;
let pia: Agent;
let site: SiteView;
/** What the page answers, and which addresses it was asked for. */
let page: { status?: number; headers?: Record<string, string>; body: string } = { body: '' };
const asked: string[] = [];

beforeAll(async () => {
  pages = createServer((request, response) => {
    asked.push(request.url!);
    response.writeHead(page.status ?? 200, { 'content-type': 'text/html', ...page.headers }).end(page.body);
  });
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
  server = await startServer({ demoOrigin: origin });
  pia = await signInProvider(server);
  ({ site } = await pia.http.call(createSite, { name: 'Local', origins: [origin, 'http://localhost:9'] }));
  await place(server.world.merchants.motors._id);
});
afterAll(async () => {
  await server.stop();
  pages.closeAllConnections();
  pages.close();
});

async function place(merchant: MerchantId): Promise<void> {
  const { models, directory } = server.app.context;
  const _id = `${site.id}:${merchant}`;
  await models.Placement.updateOne(
    { _id },
    { $set: { site: site.id, merchant, state: 'active' } },
    { upsert: true },
  );
  directory.forget();
}

const tag = (key = site.key, merchant = 'motors', more = ''): string =>
  `<script async src="${server.url}/widget.js" data-site="${key}" data-merchant="${merchant}"${more}></script>`;

/** As the pipeline calls it, without its limit of ten a minute. */
function check(address: string, of: SiteId = site.id) {
  const { context } = server.app;
  const call = { caller: { role: 'visitor', place: null }, scope: { provider: server.world.provider } };
  return checkPageCase(context)({ site: of, address }, call as unknown as OperationCall);
}

const codeOf = (refused: Promise<unknown>): Promise<unknown> =>
  refused.then(
    () => null,
    (error: unknown) => (error as Refusal).code,
  );

async function look(body: string, headers: Record<string, string> = {}, status = 200) {
  page = { status, headers, body: `<!doctype html><title>Cars</title>${body}` };
  const { findings } = await check(`${origin}/cars?x=1#top`);
  return findings.map(({ kind, fatal, about }) => [kind, fatal, about]);
}

describe('the live check', () => {
  it('WID-4 says that the tag works, having asked for that page once', async () => {
    asked.length = 0;
    page = { body: tag() };
    const address = `${origin}/cars?x=1#top`;
    expect(await pia.http.call(checkPage, { site: site.id, address })).toEqual({
      address: `${origin}/cars?x=1`,
      at: server.clock.now(),
      findings: [{ kind: 'works', fatal: false, about: null }],
    });
    expect(asked).toEqual(['/cars?x=1']);
  });

  it('WID-4 what the embed code says works, its policy lines included', async () => {
    const merchant = server.world.merchants.motors._id;
    const code = await pia.http.call(embedCode, { site: site.id, merchant });
    expect(code.tag).toBe(tag());
    const policy = { 'content-security-policy': `default-src 'none'; ${code.csp.join('; ')}` };
    const found = [
      ['works', false, null],
      // These lines are of a chat in the page; what one in a frame would need is said beside.
      ['csp_frame_unused', false, `frame-src ${server.url.replace(/\/$/, '')}`],
    ];
    expect(await look(code.tag, policy)).toEqual(found);
    if (code.pinned) expect(await look(code.pinned, policy)).toEqual(found);
  });

  it('WID-10 the embed code of a chat in a frame says so in the tag, and adds the policy’s line for frames', async () => {
    const merchant = server.world.merchants.motors._id;
    const plain = await pia.http.call(embedCode, { site: site.id, merchant });
    const framed = await pia.http.call(embedCode, { site: site.id, merchant, isolation: 'frame' });
    expect(plain.csp.filter((line) => line.startsWith('frame-src'))).toEqual([]);
    expect(framed.csp).toEqual([...plain.csp, `frame-src ${server.url.replace(/\/$/, '')}`]);
    expect(framed.tag).toContain(' data-isolation="frame"');
    const policy = { 'content-security-policy': `default-src 'none'; ${framed.csp.join('; ')}` };
    expect(await look(framed.tag, policy)).toEqual([['works', false, null]]);
  });

  it('WID-4 finds a policy that keeps the frame out, where the chat is to run in one', async () => {
    const line = `frame-src ${server.url}`;
    const frameless = {
      'content-security-policy': `default-src 'none'; script-src ${server.url}; connect-src ${server.url} ${server.url.replace('http', 'ws')}`,
    };
    const framed = tag(site.key, 'motors', ' data-isolation="frame"');
    expect(await look(framed, frameless)).toEqual([['csp_frame', true, line]]);
    const element = `<script src="${server.url}/widget.js"></script><parlour-frame site="${site.key}" merchant="motors"></parlour-frame>`;
    expect(await look(element, frameless)).toEqual([['csp_frame', true, line]]);
    expect(await look(tag(), frameless)).toEqual([
      ['works', false, null],
      ['csp_frame_unused', false, line],
    ]);
    // Where more is in the way, that comes first.
    const all = await look(framed, { 'content-security-policy': "default-src 'none'" });
    expect(all.map(([kind]) => kind)).toEqual(['csp_script', 'csp_connect', 'csp_frame']);
    const child = `${frameless['content-security-policy']}; child-src ${server.url}`;
    expect(await look(framed, { 'content-security-policy': child })).toEqual([['works', false, null]]);
    const inPage = `<meta http-equiv="content-security-policy" content="frame-src 'self'">`;
    expect(await look(inPage + framed)).toEqual([['csp_frame', true, line]]);
  });

  it.each([
    ['no tag', '<p>Cars</p>', 'no_tag', null],
    ['a tag in a comment', '<!-- <script src="/widget.js"></script> -->', 'no_tag', null],
    [
      'a tag of another server',
      '<script src="https://else.example/widget.js"></script>',
      'wrong_server',
      'https://else.example',
    ],
  ])('WID-4 finds %s', async (_title, body, code, about) => {
    expect(await look(body)).toEqual([[code, true, about]]);
  });

  it('WID-4 finds a wrong, a former, an ended and another site’s key', async () => {
    const { site: second } = await pia.http.call(createSite, { name: 'Second', origins: [origin] });
    expect(await look(tag('site_nonsense'))).toEqual([['key_unknown', true, null]]);
    expect(await look(tag(second.key))).toEqual([['key_of_other_site', true, 'Second']]);
    // Of another provider's no more is said than of none.
    expect(await look(tag(server.world.rival.site.key))).toEqual([['key_unknown', true, null]]);
    const until = server.clock.now() + day;
    const before = site.key;
    ({ site } = await pia.http.call(rotateKey, { site: site.id, until }));
    expect(await look(tag(before))).toEqual([
      ['works', false, null],
      ['key_former', false, new Date(until).toISOString()],
    ]);
    await pia.http.call(endKey, { site: site.id, key: before });
    expect(await look(tag(before))).toEqual([['key_ended', true, null]]);
    expect(await look(tag())).toEqual([['works', false, null]]);
  });

  it('WID-4 finds a merchant who is missing, or not reachable there', async () => {
    expect(await look(tag(site.key, 'nobody'))).toEqual([['merchant_not_placed', true, 'nobody']]);
    expect(await look(`<script src="${server.url}/widget.js" data-site="${site.key}"></script>`)).toEqual([
      ['no_merchant', true, null],
    ]);
    expect(await look(`<script src="${server.url}/widget.js"></script>`)).toEqual([
      ['no_site_key', true, null],
    ]);
    const elements = `<script src="${server.url}/widget.js"></script><parlour-chat site="${site.key}" merchant="motors"></parlour-chat>`;
    expect(await look(elements)).toEqual([['works', false, null]]);
    const merchant = server.world.merchants.motors._id;
    await pia.http.call(endPlacement, { site: site.id, merchant });
    expect(await look(tag())).toEqual([['merchant_not_placed', true, 'motors']]);
    await place(merchant);
  });

  it('WID-4 finds two tags, an old version, a disabled site and a policy in the way', async () => {
    expect(await look(tag() + tag())).toEqual([
      ['works', false, null],
      ['tag_twice', false, '2'],
    ]);
    const old = tag().replace('widget.js', 'widget.0123456789abcdef.js');
    expect(await look(old)).toEqual([['integrity_old', true, 'widget.0123456789abcdef.js']]);
    expect(await look(tag(site.key, 'motors', ' integrity="sha384-AAAA"'))).toEqual([
      ['integrity_old', true, 'widget.js'],
    ]);
    const socket = server.url.replace('http', 'ws');
    expect(await look(tag(), { 'content-security-policy': "default-src 'self'" })).toEqual([
      ['csp_script', true, `script-src ${server.url}`],
      ['csp_connect', true, `connect-src ${server.url} ${socket}`],
    ]);
    const inPage = `<meta http-equiv="content-security-policy" content="connect-src 'self'">`;
    expect(await look(inPage + tag())).toEqual([
      ['csp_connect', true, `connect-src ${server.url} ${socket}`],
    ]);
    await pia.http.call(changeSite, { site: site.id, disabled: true });
    expect(await look(tag())).toEqual([['site_disabled', true, null]]);
    await pia.http.call(changeSite, { site: site.id, disabled: false });
  });

  it('WID-4 looks at twenty places of a page that names thousands, and each of them once', async () => {
    const named = (count: number): string =>
      Array.from(
        { length: count },
        (_, at) => `<parlour-chat site="${site.key}" merchant="m${at}"></parlour-chat>`,
      ).join('');
    const findings = await look(tag() + tag() + named(20_000));
    expect(findings.filter(([kind]) => kind === 'merchant_not_placed')).toHaveLength(19);
  });

  it('WID-4 says what came instead of a page, and follows no redirect', async () => {
    asked.length = 0;
    expect(await look('', { location: '/elsewhere' }, 302)).toEqual([['redirected', true, '302']]);
    expect(asked).toEqual(['/cars?x=1']);
    expect(await look('', {}, 404)).toEqual([['not_ok', true, '404']]);
    expect(await look('', { 'content-type': 'application/json' })).toEqual([['not_html', true, null]]);
    expect(await look('x'.repeat(2_100_000) + tag())).toEqual([['cut', true, null]]);
  });

  it('asks for pages of the site’s own origins alone, and never inside the network', async () => {
    for (const address of [
      'https://cars.example/',
      `${origin}.evil.example/`,
      origin.replace('127.0.0.1', 'localhost'),
      origin.replace('http://', 'http://me:secret@'),
      'file:///etc/passwd',
      'javascript:alert(1)',
      '//127.0.0.1/',
      'cars',
    ])
      expect(await codeOf(check(address))).toBe('not_on_site');
    asked.length = 0;
    // An origin of the site, but inside and not the demo's.
    expect((await check('http://localhost:9/')).findings).toEqual([
      { kind: 'not_fetched', fatal: true, about: 'refused' },
    ]);
    expect(await codeOf(check(`${origin}/`, server.world.rival.site._id))).toBe('not_found');
    expect(asked).toEqual([]);
  });

  it('is no way to read pages through this server: nothing of the page is in the answer', async () => {
    page = { body: `<p>canary</p>${tag('site_canary', 'canary')}`, headers: { 'x-canary': 'canary' } };
    const answer = await check(`${origin}/`);
    expect(JSON.stringify(answer)).not.toContain('canary');
  });
});

describe('the tag’s file', () => {
  it('WID-4 is known by what was built, and anew after the next build', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'parlour-loader-'));
    const loader = new LoaderFiles(folder);
    expect(await loader.current()).toBeNull();
    await writeFile(path.join(folder, 'widget.js'), 'one');
    expect(await loader.current()).toBeNull();
    await writeFile(path.join(folder, 'widget.aaaaaaaaaaaaaaaa.js'), 'zero');
    await writeFile(path.join(folder, 'widget.bbbbbbbbbbbbbbbb.js'), 'two');
    await writeFile(path.join(folder, 'widget.js'), 'two');
    expect(await loader.current()).toEqual({
      file: 'widget.bbbbbbbbbbbbbbbb.js',
      integrity: `sha384-${createHash('sha384').update('two').digest('base64')}`,
    });
    await rm(folder, { recursive: true });
  });
});
