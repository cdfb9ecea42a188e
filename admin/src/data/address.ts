import { apiBase, type HttpRoute } from '@parlour/shared/protocol/define.js';

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  /** JSON, or undefined where everything travels in the address. */
  readonly body: string | undefined;
}

/**
 * The request that carries `input` by `route`: `:name` takes the field of that name; `GET` and `DELETE` put the
 * rest into the query, the others into a JSON body. A field that is undefined is left out.
 */
export function requestFor([method, path]: HttpRoute, input: object): HttpRequest {
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined));
  const filled = path.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = rest.get(name) as unknown;
    rest.delete(name);
    return encodeURIComponent(String(value));
  });
  if (method !== 'GET' && method !== 'DELETE') {
    return { method, url: apiBase + filled, body: JSON.stringify(Object.fromEntries(rest)) };
  }
  const query = new URLSearchParams([...rest].map(([name, value]) => [name, String(value)]));
  return { method, url: apiBase + filled + (query.size > 0 ? `?${query}` : ''), body: undefined };
}
