/**
 * OPT-4: the address in a mail that asks for a confirmation. GET shows two buttons and changes nothing, since programs
 * open links to look at them; POST confirms, or takes the address away for whoever did not leave it.
 */
import type { Middleware } from 'koa';
import type { Context } from '../context.js';
import { confirmNews, confirmPath, disownAddress } from '../contact/confirmation.js';
import { html } from '../html.js';
import { mailPage } from './mail-page.js';

const address = new RegExp(`^${confirmPath}/([^/]+?)(/not-me)?$`);

export const confirmPages =
  (context: Context): Middleware =>
  async (koa, next) => {
    const [, token, notMe] = address.exec(koa.path) ?? [];
    if (!token) return next();
    const known = context.confirmations.read(token);
    koa.set('Cache-Control', 'no-store');
    koa.type = 'html';
    if (!known) {
      koa.status = 404;
      koa.body = pages.unknown;
    } else if (koa.method === 'POST') {
      koa.req.resume();
      if (notMe) {
        await disownAddress(context, known);
        koa.body = pages.disowned;
      } else {
        const become = await confirmNews(context, token, known);
        koa.status = become === 'confirmed' ? 200 : 410;
        koa.body = pages[become];
      }
    } else if (!notMe && (koa.method === 'GET' || koa.method === 'HEAD')) {
      koa.body = ask(`${confirmPath}/${token}`);
    } else {
      koa.status = 405;
      koa.set('Allow', notMe ? 'POST' : 'GET, HEAD, POST');
      koa.body = pages.wrongMethod;
    }
  };

const ask = (link: string): string =>
  mailPage(
    'Was it you?',
    html`<p>In a chat somebody left this address and wished news by mail. Nothing has changed yet.</p>
      <form method="post" action="${link}"><button>Yes, mail me news</button></form>
      <p>If it was not you, the address is taken out of that chat, and nothing is mailed from there.</p>
      <form method="post" action="${link}/not-me"><button>No, that was not me</button></form>`,
  );

const pages = {
  unknown: mailPage('No such link', html`<p>This link was not made here, or a part of it is missing.</p>`),
  confirmed: mailPage(
    'Confirmed',
    html`<p>This merchant may mail you news now. Each such mail has a link that ends it.</p>`,
  ),
  void: mailPage(
    'Nothing to confirm',
    html`<p>This was taken back meanwhile, or is too old. Nothing is mailed, and you need do nothing.</p>`,
  ),
  disowned: mailPage(
    'The address is gone from there',
    html`<p>Done. Nothing is mailed to you from that chat any more.</p>`,
  ),
  wrongMethod: mailPage('Not so', html`<p>This address takes GET and POST.</p>`),
};
