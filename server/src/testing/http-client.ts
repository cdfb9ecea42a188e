import { apiBase, type HttpRoute, type Operation } from '@parlour/shared/protocol/define.js';
import { fileNameHeader } from '@parlour/shared/protocol/events.js';
import { browserCookie } from '../edge/session-cookie.js';
import type { WireError } from '@parlour/shared/protocol/errors.js';
import { Refused } from './connection.js';

/** Operations over HTTP, with the cookie that the server sets, as a browser would keep it. */
export class HttpClient {
  cookie: string | undefined;
  /** What came with a challenge for a passkey, and goes back with its answer. */
  challengeCookie: string | undefined;

  constructor(
    readonly url: string,
    readonly headers: Record<string, string> = {},
  ) {}

  async call<Name extends string, Input, Output>(
    operation: Operation<Name, Input, Output>,
    input: Input,
  ): Promise<Output> {
    const response = await this.send(operation, input as Record<string, unknown>);
    const body: unknown = await response.json();
    if (!response.ok) {
      const problem = body as WireError & { title: string };
      throw new Refused({ ...problem, message: problem.title });
    }
    return body as Output;
  }

  /** The bare response; `body` replaces what would be sent. */
  async send(
    operation: { readonly name: string; readonly http?: HttpRoute; readonly body?: 'bytes' | 'image' },
    input: Record<string, unknown>,
    body?: string,
  ): Promise<Response> {
    if (!operation.http) throw new Error(`${operation.name} has no route`);
    const [method, path] = operation.http;
    const rest = { ...input };
    const filled = path.replace(/:(\w+)/g, (_all, name: string) => {
      const value = String(rest[name]);
      delete rest[name];
      return encodeURIComponent(value);
    });
    const hasBody = method === 'POST' || method === 'PUT';
    if (operation.body) return this.#upload(`${apiBase}${filled}`, rest, body);
    const query = hasBody ? '' : `?${new URLSearchParams(rest as Record<string, string>).toString()}`;
    return this.fetch(`${apiBase}${filled}${query}`, {
      method,
      ...(hasBody && { body: body ?? JSON.stringify(rest), headers: { 'content-type': 'application/json' } }),
    });
  }

  /** What is no file but text is one as well. */
  #upload(path: string, { name }: Record<string, unknown>, body = 'a text'): Promise<Response> {
    return this.fetch(path, {
      method: 'PUT',
      body: Buffer.from(body),
      headers: {
        'content-type': 'application/octet-stream',
        [fileNameHeader]: encodeURIComponent(String(name)),
      },
    });
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(`${this.url}${path}`, {
      redirect: 'manual',
      ...init,
      headers: {
        ...this.headers,
        ...((this.cookie ?? this.challengeCookie) && {
          cookie: [this.cookie, this.challengeCookie].filter(Boolean).join('; '),
        }),
        ...(init.headers as Record<string, string>),
      },
    });
    for (const line of response.headers.getSetCookie()) {
      const pair = line.split(';')[0]!;
      if (pair.startsWith(`${browserCookie}=`)) {
        this.challengeCookie = pair;
        continue;
      }
      this.cookie = /=$/.test(pair) ? undefined : pair;
    }
    return response;
  }
}
