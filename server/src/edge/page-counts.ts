/**
 * STA-1, STA-3: where a page says that it was open. It is no operation: nobody is identified, nothing is read, and
 * nothing is answered, whatever comes. A browser sends it while it leaves the page, so it is plain text without any
 * header of ours; with a signal against tracking it is not even looked at.
 */
import { pageCountPath } from '@parlour/shared/protocol/page-statistics.js';
import { seesGpc } from '@parlour/shared/rules/global-privacy-control.js';
import type { Middleware } from 'koa';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Context } from '../context.js';
import { clientAddress } from './client-address.js';

/** Bytes: a key, a path, a number. */
const longest = 1_000;
/** From one address, which a whole office may share; in memory for a minute, and nowhere else. */
const perMinute = 120;

export function pageCounts({ pages }: Pick<Context, 'pages'>, trustedProxies: number): Middleware {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return async (koa, next) => {
    if (koa.path !== pageCountPath || koa.method !== 'POST') return next();
    koa.status = 204;
    koa.set('Cache-Control', 'no-store');
    const origin = koa.get('origin');
    if (!origin || seesGpc(koa.req.rawHeaders) || koa.get('dnt') === '1') return;
    const within = await limiter.consume(clientAddress(koa.req, trustedProxies)).catch(() => null);
    const body = within && (await textOf(koa.req));
    const [key, path, seconds, ...more] = (body ?? '').split('\n');
    if (!key || !path || more.length > 0 || !/^\d{1,3}$/.test(seconds ?? '')) return;
    await pages.count({ key, origin, path, seconds: Number(seconds) });
  };
}

/** Null where it is too long, or breaks off. */
async function textOf(request: AsyncIterable<Buffer>): Promise<string | null> {
  let text = '';
  try {
    for await (const bytes of request) {
      text += bytes.toString('utf8');
      if (text.length > longest) return null;
    }
  } catch {
    return null;
  }
  return text;
}
