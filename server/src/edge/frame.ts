/**
 * The frame of `data-isolation="frame"`: the chat on our own origin, where the page around it can neither read nor
 * touch it. Only the site's own pages can show it, and its document names them, so that it answers to no other.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Middleware } from 'koa';
import type { Context } from '../context.js';

/** What an origin looks like; nothing else is written into a header or a page. */
const originPattern = /^https?:\/\/[\w.:[\]-]+$/;
const namePattern = /^[\w-]{1,100}$/;

export function frame(
  { directory }: Pick<Context, 'directory'>,
  publicOrigin: () => string,
  widgetFolder: string,
): Middleware {
  const file = path.join(widgetFolder, 'frame.html');
  return async (koa, next) => {
    if (koa.path !== '/widget/frame' || (koa.method !== 'GET' && koa.method !== 'HEAD')) return next();
    const { site, merchant } = koa.query;
    if (typeof site !== 'string' || typeof merchant !== 'string') throw new Refusal('unknown_site');
    if (![site, merchant].every((name) => namePattern.test(name))) throw new Refusal('unknown_site');
    const origins = (await directory.originsOf(site)).filter((origin) => originPattern.test(origin));
    if (origins.length === 0 || !(await directory.place(site, merchant))) throw new Refusal('unknown_site');
    const document = await readFile(file, 'utf8').catch(() => null);
    if (document === null) return next();
    koa.set('Content-Security-Policy', policy(publicOrigin(), origins));
    koa.remove('X-Frame-Options');
    // A page that is isolated itself (COEP) can show only what is so too.
    koa.set('Cross-Origin-Embedder-Policy', 'require-corp');
    koa.set('Cross-Origin-Resource-Policy', 'cross-origin');
    koa.set('Cache-Control', 'no-cache');
    koa.type = 'html';
    koa.body = document
      .replace('data-origins=""', `data-origins="${origins.join(' ')}"`)
      .replace('data-site=""', `data-site="${site}"`)
      .replace('data-merchant=""', `data-merchant="${merchant}"`);
  };
}

const policy = (own: string, origins: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `connect-src 'self' ${own.replace(/^http/, 'ws')}`,
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${origins.join(' ')}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');
