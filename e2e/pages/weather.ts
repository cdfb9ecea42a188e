/** What a page meets besides a server that answers: one that lets it wait, one that fails, and one that has very much. */
import type { Page, Route } from '@playwright/test';

const api = '**/api/v1/**';
const anySocket = /./;

/** Who is signed in is known in any weather: without it there is only the door. */
const unlessSession =
  (answer: (route: Route) => Promise<void> | void) =>
  (route: Route): Promise<void> | void =>
    new URL(route.request().url()).pathname.endsWith('/session') ? route.continue() : answer(route);

/** Nothing that is asked for is ever answered. */
export async function holdBack(page: Page): Promise<void> {
  await page.routeWebSocket(anySocket, () => undefined);
  await page.route(
    api,
    unlessSession(() => undefined),
  );
}

/** Everything that is asked for fails in the server, which says so. */
export async function fail(page: Page): Promise<void> {
  await page.routeWebSocket(anySocket, (socket) => socket.close());
  await page.route(
    api,
    unlessSession((route) =>
      route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        json: {
          type: 'about:blank',
          title: 'Internal Server Error',
          status: 500,
          detail: 'Something went wrong on the server.',
          code: 'internal',
          requestId: 'req_7f3b0c',
        },
      }),
    ),
  );
}

/** Of whatever there is a list of there are very many, with names of every length. */
export async function crowd(page: Page, rows = 300): Promise<void> {
  await page.route(
    api,
    unlessSession(async (route) => {
      if (route.request().method() !== 'GET') return route.continue();
      const response = await route.fetch().catch(() => null);
      if (!response) return route.abort();
      const content: unknown = await response.json().catch(() => null);
      return route.fulfill({ response, ...(content !== null && { json: multiplied(content, rows) }) });
    }),
  );
}

function multiplied(content: unknown, rows: number): unknown {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return content;
  return Object.fromEntries(
    Object.entries(content).map(([key, value]) => [key, Array.isArray(value) ? many(value, rows) : value]),
  );
}

const many = (list: readonly unknown[], rows: number): unknown[] =>
  list.length === 0 || typeof list[0] !== 'object'
    ? [...list]
    : Array.from({ length: rows }, (_, at) => named(list[at % list.length] as object | null, at));

/** Every third with a name as long as one may be, and every ninth in one word. */
function named(one: object | null, at: number): object | null {
  if (one === null || !('name' in one) || typeof one.name !== 'string' || at % 3 !== 0) return one;
  return {
    ...one,
    name:
      at % 9 === 0
        ? one.name.replace(/\s/g, '').repeat(6).slice(0, 80)
        : `${one.name}, formerly the yard behind the harbour`,
  };
}
