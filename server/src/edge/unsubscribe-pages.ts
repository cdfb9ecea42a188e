/**
 * OPT-2, RFC 8058: the address in `List-Unsubscribe`. POST opts out, without cookie, origin or redirect, whatever its
 * body; GET shows a button and changes nothing, since programs open links to look at them.
 */
import type { Middleware } from 'koa';
import type { Context } from '../context.js';
import { optOut } from '../contact/opt-out.js';
import { unsubscribePath } from '../contact/send-news.js';
import { html } from '../html.js';
import { mailPage as page } from './mail-page.js';

const address = new RegExp(`^${unsubscribePath}/([^/]+)$`);

export const unsubscribePages =
  (context: Context): Middleware =>
  async (koa, next) => {
    const [, token] = address.exec(koa.path) ?? [];
    if (!token) return next();
    const known = context.suppressions.read(token);
    koa.set('Cache-Control', 'no-store');
    koa.type = 'html';
    if (!known) {
      koa.status = 404;
      koa.body = page('No such link', html`<p>This link was not made here, or a part of it is missing.</p>`);
    } else if (koa.method === 'POST') {
      koa.req.resume();
      await optOut(context, known);
      koa.body = page(
        'You get no more news',
        html`<p>Done. It holds for good, whatever else is deleted.</p>`,
      );
    } else if (koa.method === 'GET' || koa.method === 'HEAD') {
      koa.body = page(
        'No more news?',
        html`<p>Press the button and this merchant mails you no more news. Nothing has changed yet.</p>
          <form method="post"><button>No more news</button></form>`,
      );
    } else {
      koa.status = 405;
      koa.set('Allow', 'GET, HEAD, POST');
      koa.body = page('Not so', html`<p>This address takes GET and POST.</p>`);
    }
  };
