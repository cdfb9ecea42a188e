import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiBase } from '@parlour/shared/protocol/define.js';
import { operations } from '@parlour/shared/protocol/registry.js';
import type { Layer } from '@koa/router';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { createApi } from './http.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

describe('nothing beside the registry', () => {
  it('AUT-1 every route is an operation’s', () => {
    const router = createApi({} as never);
    const routes = (router.stack as unknown as Layer[])
      .filter(({ methods }) => methods.length > 0)
      .map(({ methods, path }) => `${methods.filter((method) => method !== 'HEAD').join()} ${String(path)}`);
    const declared = operations.flatMap(({ http }) => (http ? [`${http[0]} ${apiBase}${http[1]}`] : []));
    expect(routes.toSorted()).toEqual([`GET ${apiBase}/openapi.json`, ...declared].toSorted());
  });

  it('AUT-1 a socket takes every operation that is for sockets, and nothing else', async () => {
    const { connection } = await server.consumer();
    const [socket] = await server.app.io.local.fetchSockets();
    const served = server.app.io.of('/').sockets.get(socket!.id)!;
    // All comes through the one listener for whatever comes.
    expect(served.listenersAny()).toHaveLength(1);
    const own = ['disconnect', 'disconnecting', 'error', 'newListener', 'removeListener'];
    expect(served.eventNames().filter((name) => !own.includes(String(name)))).toEqual([]);
    // What is taken is parsed before all else, and nothing takes `null`.
    const answerOf = async (name: string) => (await refusalOf(connection.callRaw(name, null))).code;
    const names = operations.map(({ name }) => name as string);
    expect(await Promise.all(names.map(async (name) => [name, await answerOf(name)]))).toEqual(
      operations.map(({ name, socket: over }) => [name, over ? 'invalid_input' : 'not_found']),
    );
    for (const name of ['message.delete', 'constructor', '__proto__', 'disconnecting '])
      expect(await answerOf(name)).toBe('not_found');
  });

  it('the OpenAPI document describes every route, and no operation without one', async () => {
    const document = (await (await fetch(`${server.url}${apiBase}/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    expect(document.openapi).toBe('3.1.0');
    const described = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(described.toSorted()).toEqual(
      operations
        .filter(({ http }) => http)
        .map(({ name }) => name as string)
        .toSorted(),
    );
  });

  it('an address that is not there, and a method that it does not take, are problem documents', async () => {
    const missing = await fetch(`${server.url}${apiBase}/nothing`);
    expect(missing.headers.get('content-type')).toContain('application/problem+json');
    expect(await missing.json()).toMatchObject({ code: 'not_found', status: 404 });
    const wrong = await fetch(`${server.url}${apiBase}/ledger`, { method: 'DELETE' });
    expect(await wrong.json()).toMatchObject({ code: 'method_not_allowed', status: 405 });
  });

  it('every answer carries the security headers', async () => {
    for (const path of [
      '/',
      '/healthz',
      '/readyz',
      '/widget.js',
      '/merchant',
      `${apiBase}/session`,
      '/nothing',
    ]) {
      const { headers } = await fetch(`${server.url}${path}`, { redirect: 'manual' });
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('referrer-policy'), path).toBe('no-referrer');
      expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'");
      expect(headers.get('x-powered-by'), path).toBeNull();
    }
  });
});
