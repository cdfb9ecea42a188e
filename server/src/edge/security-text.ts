/** RFC 9116: where to report a hole. It says nothing that runs out unnoticed: it is made anew at each request. */
import type { Middleware } from 'koa';
import { day } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';

/** How long what it says holds: readers are told to ask again after it. */
const holds = 90 * day;

export const securityText =
  ({ clock, publicOrigin }: Pick<Context, 'clock' | 'publicOrigin'>, contact: string | null): Middleware =>
  async (koa, next) => {
    if (koa.path !== '/.well-known/security.txt') return next();
    koa.type = 'text/plain';
    koa.set('Cache-Control', 'public, max-age=86400');
    koa.body = [
      // Where the operator has named nobody, the documents that they publish say how to reach them.
      `Contact: ${contact ?? `${publicOrigin()}/policies`}`,
      `Expires: ${new Date(clock.now() + holds).toISOString()}`,
      `Canonical: ${publicOrigin()}/.well-known/security.txt`,
      'Preferred-Languages: en',
      '',
    ].join('\n');
  };
