/**
 * OPT-2, RFC 8058: the address in `List-Unsubscribe`. POST opts out, without cookie, origin or redirect, whatever its
 * body; GET shows a button and changes nothing, since programs open links to look at them.
 */
import type { Middleware } from 'koa';
import type { Context } from '../context.js';
import { optOut } from '../contact/opt-out.js';
import { unsubscribePath } from '../contact/send-news.js';
import { html, type Html } from '../html.js';
import { policyStyle } from '../policies/pages.js';

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

const page = (title: string, body: Html): string =>
  `<!doctype html>${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · Parlour</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${policyStyle}" />
      </head>
      <body>
        <nav><a href="/policies">All policies</a> <a href="/consumer">Your data</a></nav>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`.text
  }`;
