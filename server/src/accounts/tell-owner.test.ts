import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { generateSync } from 'otplib';
import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  confirmSession,
  endSecondFactor,
  forgetPassword,
  openSession,
  resetPassword,
} from '@parlour/shared/protocol/account.js';
import {
  addPasskey,
  askPasskey,
  beginPasskey,
  openByPasskey,
  removePasskey,
} from '@parlour/shared/protocol/passkey.js';
import { hour } from '@parlour/shared/rules/expiry.js';
import { Authenticator } from '../testing/authenticator.js';
import { HttpClient } from '../testing/http-client.js';
import type { PostOffice, Delivered } from '../testing/post-office.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { startWithMail } from '../testing/start-with-mail.js';

let office: PostOffice;
let server: TestServer;
beforeAll(async () => {
  ({ office, server } = await startWithMail({ trustedProxies: 1 }));
});
afterAll(() => server.stop());
afterEach(() => {
  office.delivered.length = 0;
  server.clock.advance(1 * hour);
});

let address = 0;
const client = (): HttpClient =>
  new HttpClient(server.url, { origin: server.url, 'x-forwarded-for': `10.72.0.${(address += 1)}` });

const email = 'ana@people.example';
const login = (code?: string) => ({
  audience: 'merchant' as const,
  email,
  password: server.world.password,
  ...(code && { code }),
});
async function signedIn(code?: string): Promise<HttpClient> {
  const http = client();
  await http.call(openSession, login(code));
  return http;
}

/** The mail with these words in its subject; there is no other mail besides. */
async function told(subject: string): Promise<Delivered> {
  const mail = await office.next(email);
  expect(office.delivered).toHaveLength(1);
  office.delivered.length = 0;
  expect(mail.subject).toContain(subject);
  // What happened and when, where, what to do if it was not oneself; and nothing to press that gives anything away.
  const day = new Date(server.clock.now()).toISOString().slice(0, 10);
  for (const words of [
    `On ${day} at `,
    `${server.url}/merchant/account`,
    `${server.url}/merchant/password`,
    'If it was you, there is nothing to do.',
    'If it was not you:',
    'We never ask for a password',
  ])
    expect(mail.text.replace(/\s+/g, ' ')).toContain(words);
  expect(mail.text).not.toMatch(/#|token=|10\.72\./);
  return mail;
}

describe('whoever an account belongs to', () => {
  it('ACC-9 is told of a passkey that is added, copied and removed, in no words that somebody else has typed', async () => {
    const http = await signedIn();
    const keeper = new Authenticator(server.url);
    const { creation } = await http.call(beginPasskey, {});
    const name = 'Call https://evil.example at once';
    const { passkey } = await http.call(addPasskey, { name, passkey: keeper.make(creation) });
    expect((await told('A passkey was added')).text).not.toContain('evil');
    const copy = keeper.copy();
    const open = async (by: Authenticator): Promise<void> => {
      const browser = client();
      const { request } = await browser.call(askPasskey, {});
      await browser.call(openByPasskey, { audience: 'merchant', passkey: by.use(request) });
    };
    await open(keeper);
    await open(keeper);
    expect(await refusalOf(open(copy))).toMatchObject({ code: 'wrong_passkey' });
    await told('A copy of your passkey');
    await http.call(removePasskey, { id: passkey.id });
    expect((await told('A passkey was removed')).text).not.toContain('evil');
  });

  it('ACC-9 is told of codes that are set up and turned off, and of a recovery code that is used', async () => {
    const http = await signedIn();
    const { secret } = await http.call(beginSecondFactor, {});
    const code = (): string => generateSync({ secret, epoch: Math.floor(server.clock.now() / 1_000) });
    const { recoveryCodes } = await http.call(confirmSecondFactor, { code: code() });
    await told('Sign-in codes were set up');
    server.clock.advance(60_000);
    await signedIn(code());
    expect(office.delivered).toEqual([]);
    const again = await signedIn(recoveryCodes[0]);
    const mail = await told('A recovery code');
    for (const one of recoveryCodes) expect(mail.text).not.toContain(one);
    await again.call(confirmSession, { code: recoveryCodes[1]! });
    await told('A recovery code');
    await http.call(endSecondFactor, { password: server.world.password });
    await told('Sign-in codes were turned off');
    const { models } = server.app.context;
    await expect.poll(() => models.Mail.countDocuments({})).toBe(0);
  });

  it('ACC-9 is told of a password that is changed, and of one that is chosen by a mailed link', async () => {
    const http = await signedIn();
    const { password } = server.world;
    await http.call(changePassword, { password, next: 'a whole new passphrase' });
    await told('password of your Parlour account was changed');
    await client().call(forgetPassword, { audience: 'merchant', email });
    const asked = await office.next(email);
    office.delivered.length = 0;
    await client().call(resetPassword, { token: /#([\w-]{43})/.exec(asked.text)![1]!, password });
    await told('A new password was chosen');
  });

  it('ACC-9 is not told of what was refused, and what is done is done where no mail can be sent', async () => {
    const http = await signedIn();
    const wrong = http.call(changePassword, { password: 'wrong', next: 'a whole new passphrase' });
    expect(await refusalOf(wrong)).toMatchObject({ code: 'wrong_credentials' });
    expect(await server.app.context.models.Mail.countDocuments({})).toBe(0);
    expect(office.delivered).toEqual([]);
    const silent = await startServer();
    const browser = new HttpClient(silent.url, { origin: silent.url });
    const { password } = silent.world;
    await browser.call(openSession, { audience: 'merchant', email, password });
    expect(await browser.call(changePassword, { password, next: 'a whole new passphrase' })).toEqual({});
    await silent.stop();
  });
});
