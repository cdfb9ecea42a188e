import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiBase } from '@parlour/shared/protocol/define.js';
import { operations } from '@parlour/shared/protocol/registry.js';
import type { Layer } from '@koa/router';
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

  it('AUT-1 every listener of a socket is an operation’s', async () => {
    await server.consumer();
    const [socket] = await server.app.io.local.fetchSockets();
    const served = server.app.io.of('/').sockets.get(socket!.id)!;
    const own = ['disconnect', 'disconnecting', 'error', 'newListener', 'removeListener'];
    const listened = served
      .eventNames()
      .map(String)
      .filter((name) => !own.includes(name));
    expect(listened.toSorted()).toEqual(
      operations
        .filter(({ socket: over }) => over)
        .map(({ name }) => name as string)
        .toSorted(),
    );
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
