/** The attack classes of sign-in, cross-site requests and tokens, tried on every place where they could apply. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiBase } from '@parlour/shared/protocol/define.js';
import { operations, type AnyOperation } from '@parlour/shared/protocol/registry.js';
import { schemas } from '@parlour/shared/schema/registry.js';
import type { z } from 'zod';
import type { Agent } from '../testing/agent.js';
import { HttpClient } from '../testing/http-client.js';
import { nobodys, sampleInput } from '../testing/sample-input.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
let agent: Agent;
beforeAll(async () => {
  server = await startServer({ trustedProxies: 1 });
  agent = await server.agent();
});
afterAll(() => server.stop());

const changing = (operations as readonly AnyOperation[]).filter(({ http }) => http && http[0] !== 'GET');
let address = 0;

describe('cross-site', () => {
  it.each(changing.map((operation) => [operation.name, operation] as const))(
    'ACC-3 %s is refused from every origin but our own, with the session’s cookie and all',
    async (_name, operation) => {
      for (const origin of ['https://evil.example', server.world.site.origin, 'null', undefined]) {
        const client = new HttpClient(server.url, {
          ...(origin && { origin }),
          'x-forwarded-for': `10.5.${(address += 1) >> 8}.${address & 255}`,
        });
        client.cookie = agent.http.cookie;
        const input = sampleInput(schemas[operation.name].input as z.ZodType, nobodys);
        const response = await client.send(operation, input);
        expect(await response.json(), `${origin}`).toMatchObject({ code: 'cross_site', status: 403 });
        expect(response.headers.get('access-control-allow-credentials')).toBeNull();
      }
    },
  );

  it('ACC-3 no simple content type changes anything, so that no form of another page can', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const response = await agent.http.fetch(`${apiBase}/password/forgotten`, {
        method: 'POST',
        body: '{"audience":"merchant","email":"ana@people.example"}',
        headers: { 'content-type': type },
      });
      expect([type, response.status]).toEqual([type, 415]);
    }
  });

  it('no portal can be framed, and no answer of theirs is kept by what lies between', async () => {
    const answer = await agent.http.fetch(`${apiBase}/session`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  });
});

describe('forged headers', () => {
  it('ACC-5 neither Host nor X-Forwarded-Host changes where anything leads', async () => {
    for (const name of [
      'x-forwarded-host',
      'x-forwarded-server',
      'forwarded',
      'x-original-url',
      'x-rewrite-url',
    ]) {
      for (const path of [
        '/',
        '/merchant',
        '/.well-known/security.txt',
        '//evil.example/',
        '/merchant/%2f%2fevil.example',
      ]) {
        const response = await fetch(`${server.url}${path}`, {
          headers: { [name]: name === 'forwarded' ? 'host=evil.example' : 'evil.example' },
          redirect: 'manual',
        });
        expect(response.headers.get('location') ?? '').not.toMatch(/evil|^\/\//);
        if (path.startsWith('/.well')) expect(await response.text()).not.toContain('evil');
      }
    }
  });

  it('ACC-3 a method that is smuggled in a header is none', async () => {
    const response = await agent.http.fetch(`${apiBase}/session`, {
      headers: { 'x-http-method-override': 'DELETE' },
    });
    expect(response.status).toBe(200);
    expect((await agent.http.fetch(`${apiBase}/session`)).status).toBe(200);
  });
});

describe('what is told to strangers', () => {
  it('security.txt names a contact and has not run out (RFC 9116)', async () => {
    const response = await fetch(`${server.url}/.well-known/security.txt`);
    expect(response.headers.get('content-type')).toContain('text/plain');
    const text = await response.text();
    expect(text).toMatch(/^Contact: (mailto:|https?:\/\/)\S+$/m);
    const expires = /^Expires: (.+)$/m.exec(text)![1]!;
    expect(Date.parse(expires)).toBeGreaterThan(server.clock.now());
  });

  it('ACC-3 no error repeats a token, a cookie or what was sent', async () => {
    const canary = `parlour_${'C'.repeat(43)}`;
    const program = new HttpClient(server.url, { authorization: `Bearer ${canary}`, origin: server.url });
    for (const path of [`${apiBase}/session`, `${apiBase}/nothing-${canary}`, `/${canary}`]) {
      const response = await program.fetch(path);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(await response.text()).not.toContain(canary);
    }
  });
});
