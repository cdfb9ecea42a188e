/**
 * OPT-2, RFC 8058: the address in `List-Unsubscribe`. POST opts out, without cookie, origin or redirect, whatever its
 * body; GET shows a button and changes nothing, since programs open links to look at them.
 */
import type { Middleware } from 'koa';
import type { Context } from '../context.js';
import { optOut } from '../contact/opt-out.js';
import { unsubscribePath } from '../contact/send-news.js';
import { html } from '../html.js';
import { mailPagesFor } from './mail-page.js';

const address = new RegExp(`^${unsubscribePath}/([^/]+)$`);

export const unsubscribePages =
  (context: Context): Middleware =>
  async (koa, next) => {
    const [, token] = address.exec(koa.path) ?? [];
    if (!token) return next();
    const known = context.suppressions.read(token);
    koa.set('Cache-Control', 'no-store');
    koa.type = 'html';
    const { said, page } = mailPagesFor(koa);
    if (!known) {
      koa.status = 404;
      koa.body = page(said.unknown);
    } else if (koa.method === 'POST') {
      koa.req.resume();
      await optOut(context, known);
      koa.body = page(said.ended);
    } else if (koa.method === 'GET' || koa.method === 'HEAD') {
      koa.body = page(said.noMore, html`<form method="post"><button>${said.noMoreButton}</button></form>`);
    } else {
      koa.status = 405;
      koa.set('Allow', 'GET, HEAD, POST');
      koa.body = page(said.wrongMethod);
    }
  };
