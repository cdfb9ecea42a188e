import { readdir, readFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, MerchantId } from '@parlour/shared/model/ids.js';
import { showSession } from '@parlour/shared/protocol/account.js';
import { apiBase, publicFor } from '@parlour/shared/protocol/define.js';
import { changeOrganization } from '@parlour/shared/protocol/organization.js';
import {
  ownPictureLimit,
  pictureBytes,
  pictureSide,
  removeOwnPicture,
} from '@parlour/shared/protocol/picture.js';
import { changeAccount, listAccounts } from '@parlour/shared/protocol/team.js';
import sharp from 'sharp';
import { Throttle } from '../edge/throttle.js';
import { Agent } from '../testing/agent.js';
import { gpsCanary, pdf, photo } from '../testing/files.js';
import { HttpClient } from '../testing/http-client.js';
import { askForPicture, setPicture } from '../testing/pictures.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
let ana: Agent;
beforeAll(async () => {
  server = await startServer({ throttle: new Throttle(100) });
});
afterAll(() => server.stop());
beforeEach(async () => {
  await server.app.context.models.AccountPicture.deleteMany({});
  ana = await server.agent();
});

const ask = (picture: string, headers?: Record<string, string>) =>
  askForPicture(server.url, picture, headers);
const bytesOf = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer());
const stored = () => server.app.context.models.AccountPicture.find().lean();

async function storeContains(text: string | Buffer): Promise<boolean> {
  const names = await readdir(server.folder, { recursive: true, withFileTypes: true });
  const contents = await Promise.all(
    names.filter((entry) => entry.isFile()).map((entry) => readFile(path.join(entry.parentPath, entry.name))),
  );
  return contents.some((content) => content.includes(text));
}

/** Two halves, one beside the other: what is cut off a side shows. */
const halves = (left: string, right: string, width = 400, height = 200): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: left } })
    .composite([
      {
        input: { create: { width: width / 2, height, channels: 3, background: right } },
        left: width / 2,
        top: 0,
      },
    ])
    .png()
    .toBuffer();

const noise = (width: number, height: number): Promise<Buffer> =>
  sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();

describe('a picture of oneself', () => {
  it('ACC-8 is a small square of WebP, whatever it was, and holds nothing of where it was taken', async () => {
    const taken = await photo(1_600, 1_200);
    expect(taken.includes(gpsCanary)).toBe(true);
    const answer = await ask(await setPicture(ana.http, taken));
    expect(answer.status).toBe(200);
    const bytes = await bytesOf(answer);
    const { exif, icc, xmp, ...about } = await sharp(bytes).metadata();
    expect([exif, icc, xmp]).toEqual([undefined, undefined, undefined]);
    expect(about).toMatchObject({ format: 'webp', width: pictureSide, height: pictureSide });
    expect(about.orientation).toBeUndefined();
    expect(bytes.length).toBeLessThan(pictureBytes);
    for (const canary of [gpsCanary, 'Exif', 'Parlour Camera']) expect(bytes.includes(canary)).toBe(false);
    expect(await storeContains(gpsCanary)).toBe(false);
    expect(await stored()).toHaveLength(1);
  });

  it('ACC-8 is its middle, of a moving one the first frame, and has no holes', async () => {
    const frames = [await halves('#f00', '#00f'), await halves('#0f0', '#0f0')];
    const moving = await sharp(frames, { join: { animated: true } })
      .gif({ loop: 0, delay: [50, 50] })
      .toBuffer();
    const clear = await sharp({ create: { width: 60, height: 90, channels: 4, background: '#0000' } })
      .png()
      .toBuffer();
    const pixels = async (sent: Buffer) => {
      const { data, info } = await sharp(await bytesOf(await ask(await setPicture(ana.http, sent))))
        .raw()
        .toBuffer({ resolveWithObject: true });
      expect(info).toMatchObject({ width: pictureSide, channels: 3 });
      return (x: number): number[] => [
        ...data.subarray((64 * pictureSide + x) * 3, (64 * pictureSide + x) * 3 + 3),
      ];
    };
    const at = await pixels(moving);
    const near = (colour: number[], wanted: number[]) =>
      expect(
        colour.every((part, index) => Math.abs(part - wanted[index]!) < 40),
        String(colour),
      ).toBe(true);
    near(at(20), [255, 0, 0]);
    near(at(108), [0, 0, 255]);
    near((await pixels(clear))(64), [255, 255, 255]);
  });

  it('ACC-8 has its few kilobytes, also where it is noise alone', async () => {
    const bytes = await bytesOf(await ask(await setPicture(ana.http, await noise(900, 900))));
    expect(bytes.length).toBeLessThanOrEqual(pictureBytes);
  });

  it.each([
    [
      'an SVG',
      'file_type_refused',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    ],
    ['a page', 'file_type_refused', Buffer.from('<!doctype html><script>1</script>')],
    ['a text', 'file_type_refused', Buffer.from('a text')],
    ['a PDF', 'file_type_refused', pdf],
    ['nothing', 'file_type_refused', Buffer.alloc(0)],
    [
      'what only begins like a picture',
      'file_unreadable',
      Buffer.from('\x89PNG\r\n\x1a\nand no more', 'latin1'),
    ],
    ['what is too large', 'too_large', Buffer.alloc(ownPictureLimit + 1, '\xff\xd8\xff', 'latin1')],
  ])('ACC-8 %s is none: %s, and the one before stays', async (_what, code, bytes) => {
    const before = await setPicture(ana.http, await photo());
    expect(await setPicture(ana.http, bytes)).toBe(code);
    expect((await stored()).map(({ picture }) => picture)).toEqual([before]);
    expect((await ask(before)).status).toBe(200);
  });

  it('ACC-8 a few kilobytes that want to be hundreds of megabytes are refused in no time', async () => {
    const bomb = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(ownPictureLimit);
    const since = performance.now();
    expect(await setPicture(ana.http, bomb)).toBe('file_unreadable');
    expect(performance.now() - since).toBeLessThan(2_000);
    expect(await stored()).toEqual([]);
  });

  it('ACC-8 what grows without saying so is refused while it comes; another type of body is none', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        if (sent > 400) controller.close();
        else controller.enqueue(Buffer.alloc(64 * 1_024, '\xff\xd8\xff', 'latin1'));
      },
    });
    const code = await setPicture(ana.http, endless).catch(() => 'cut off');
    expect(['too_large', 'cut off']).toContain(code);
    expect(await setPicture(ana.http, await photo(), { 'content-type': 'image/jpeg' })).toBe(
      'unsupported_media_type',
    );
    expect(await stored()).toEqual([]);
  });
});

describe('where it is served', () => {
  it('ACC-8 to any page, to be kept a day, in a sandbox, without a cookie read or set', async () => {
    const picture = await setPicture(ana.http, await photo());
    for (const headers of [
      {},
      { cookie: ana.http.cookie!, authorization: 'Bearer parlour_wrong' },
      { origin: 'https://elsewhere.example', 'x-parlour-site': 'nothing' },
    ]) {
      const answer = await ask(picture, headers);
      expect(answer.status).toBe(200);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'image/webp',
        'cache-control': `public, max-age=${publicFor}, immutable`,
        'cross-origin-resource-policy': 'cross-origin',
        'access-control-allow-origin': '*',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'content-disposition': 'inline; filename="picture.webp"',
      });
      for (const header of ['set-cookie', 'vary', 'access-control-allow-credentials'])
        expect(answer.headers.get(header), header).toBeNull();
    }
  });

  it('ACC-8 what is not there is answered alike, whatever was asked, and never kept', async () => {
    const gone = await setPicture(ana.http, await photo());
    await ana.http.call(removeOwnPicture, {});
    const answers = await Promise.all(
      [
        gone,
        `pic_${'A'.repeat(22)}`,
        'pic_',
        server.world.people.ana._id,
        '{"$ne":null}',
        '%00',
        'a'.repeat(199),
      ].map(async (name) => {
        const answer = await ask(name);
        const { requestId, ...body } = (await answer.json()) as { requestId: string };
        expect(requestId).toBeTruthy();
        return { status: answer.status, cache: answer.headers.get('cache-control'), body };
      }),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ status: 404, cache: 'no-store', body: { code: 'not_found' } });
    for (const list of ['', '/'])
      expect((await fetch(`${server.url}${apiBase}/pictures${list}`)).status).toBe(404);
  });
});

describe('whose it is', () => {
  it('ACC-8 another takes its place: the old address leads to nothing and the old bytes are gone', async () => {
    const first = await setPicture(ana.http, await photo());
    const old = await bytesOf(await ask(first));
    const second = await setPicture(ana.http, await halves('#fff', '#000'));
    expect(second).not.toBe(first);
    expect((await ask(first)).status).toBe(404);
    const rows = await stored();
    expect(rows.map(({ _id, picture }) => [_id, picture])).toEqual([[server.world.people.ana._id, second]]);
    expect(Buffer.from(rows[0]!.bytes.buffer).includes(old.subarray(20))).toBe(false);
    const three = await Promise.all([1, 2, 3].map(async () => setPicture(ana.http, await photo())));
    expect(await stored()).toHaveLength(1);
    const statuses = await Promise.all(three.map(async (picture) => (await ask(picture)).status));
    expect(statuses.toSorted()).toEqual([200, 404, 404]);
  });

  it('ACC-8 its owner alone changes it; colleagues see it in their team, nobody else’s', async () => {
    const mine = await setPicture(ana.http, await photo());
    const ben = await server.agent('ben@people.example');
    const his = await setPicture(ben.http, await photo());
    await ben.http.call(removeOwnPicture, {});
    expect((await ask(mine)).status).toBe(200);
    expect((await ask(his)).status).toBe(404);
    // What names another is not taken: there is no way to say whose.
    const named = await ben.http.fetch(`${apiBase}/account/picture?account=${server.world.people.ana._id}`, {
      method: 'DELETE',
    });
    expect(await named.json()).toMatchObject({ code: 'invalid_input' });
    const nobody = new HttpClient(server.url, { origin: server.url });
    expect(await setPicture(nobody, await photo())).toBe('not_signed_in');
    const stranger = new HttpClient(server.url, { origin: 'https://elsewhere.example' });
    stranger.cookie = ana.http.cookie;
    expect(await setPicture(stranger, await photo())).toBe('cross_site');
    expect(await setPicture((await server.consumer()).http, await photo())).toBe('forbidden');

    expect((await ana.http.call(showSession, {})).account.picture).toBe(mine);
    expect((await ben.http.call(showSession, {})).account.picture).toBeUndefined();
    const mia = await server.agent('mia@people.example');
    const { accounts } = await mia.http.call(listAccounts, {});
    expect(accounts.filter(({ picture }) => picture).map(({ name, picture }) => [name, picture])).toEqual([
      ['Ana', mine],
    ]);
  });

  it('ACC-8 a disabled account has none, not even while its organization is disabled', async () => {
    const { people, merchants } = server.world;
    const admin = await Agent.signIn({
      url: server.url,
      email: people.ada.email,
      password: server.world.password,
      audience: 'admin',
    });
    const picture = await setPicture(ana.http, await photo());
    const organization = merchants.motors._id as MerchantId;
    await admin.http.call(changeOrganization, { organization, disabled: true });
    expect((await ask(picture)).status).toBe(404);
    await admin.http.call(changeOrganization, { organization, disabled: false });
    expect((await ask(picture)).status).toBe(200);

    const account = people.ana._id as AccountId;
    await admin.http.call(changeAccount, { account, disabled: true });
    expect((await ask(picture)).status).toBe(404);
    expect(await stored()).toEqual([]);
    await admin.http.call(changeAccount, { account, disabled: false });
    expect((await ask(picture)).status).toBe(404);
    expect(await refusalOf(ana.http.call(removeOwnPicture, {}))).toMatchObject({ code: 'not_signed_in' });
  });

  it('ACC-8 what arrives while its account is being disabled is not kept', async () => {
    const { models } = server.app.context;
    const { _id } = server.world.people.ana;
    await ana.http.call(showSession, {});
    // At this moment the session is still remembered to stand.
    await models.Account.updateOne({ _id }, { $set: { disabledAt: new Date(server.clock.now()) } });
    expect(await setPicture(ana.http, await photo())).toBe('not_signed_in');
    expect((await ana.http.call(showSession, {})).account.picture).toBeUndefined();
    expect(await stored()).toEqual([]);
    await models.Account.updateOne({ _id }, { $set: { disabledAt: null } });
  });
});

describe('in a chat', () => {
  it('ACC-8 both sides learn of it, also while they chat, and nothing that is kept of it has it', async () => {
    const consumer = await server.consumer();
    const { id } = await consumer.start();
    await ana.sync(id);
    await ana.connection.callRaw('conversation.accept', { conversation: id });
    expect((await consumer.sync()).conversation.agent).toEqual({ id: 'agent', name: 'Ana' });
    const first = await setPicture(ana.http, await photo());
    for (const { connection } of [consumer, ana])
      await connection.next('conversation.changed', ({ agent }) => agent?.picture === first);
    expect((await consumer.sync()).conversation.agent).toMatchObject({ name: 'Ana', picture: first });
    const before = (await consumer.sync()).conversation.revision;
    await ana.http.call(removeOwnPicture, {});
    const changed = await consumer.connection.next(
      'conversation.changed',
      ({ revision }) => revision > before,
    );
    expect(changed.agent).toEqual({ id: 'agent', name: 'Ana' });
    const { models } = server.app.context;
    const kept = await Promise.all([models.Conversation.find().lean(), models.Message.find().lean()]);
    expect(JSON.stringify(kept)).not.toContain('pic_');
  });

  it('ACC-8 another server shows the new one at once', async () => {
    const other = await server.another();
    const consumer = await server.consumer();
    const { id } = await consumer.start();
    await ana.connection.callRaw('conversation.accept', { conversation: id });
    const there = await consumer.anotherTab(other.url);
    expect((await there.sync()).conversation.agent?.picture).toBeUndefined();
    const picture = await setPicture(ana.http, await photo());
    server.clock.advance(2_000);
    expect((await there.sync()).conversation.agent?.picture).toBe(picture);
    expect((await askForPicture(other.url, picture)).status).toBe(200);
    there.stop();
    await other.stop();
  });
});
