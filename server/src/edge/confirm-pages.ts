/**
 * OPT-4: the address in a mail that asks for a confirmation. GET shows two buttons and changes nothing, since programs
 * open links to look at them; POST confirms, or takes the address away for whoever did not leave it.
 */
import type { Middleware } from 'koa';
import type { Context } from '../context.js';
import { confirmNews, confirmPath, disownAddress } from '../contact/confirmation.js';
import { html } from '../html.js';
import { mailPagesFor, type MailPages } from './mail-page.js';

const address = new RegExp(`^${confirmPath}/([^/]+?)(/not-me)?$`);

export const confirmPages =
  (context: Context): Middleware =>
  async (koa, next) => {
    const [, token, notMe] = address.exec(koa.path) ?? [];
    if (!token) return next();
    const known = context.confirmations.read(token);
    koa.set('Cache-Control', 'no-store');
    koa.type = 'html';
    const pages = mailPagesFor(koa);
    const { said, page } = pages;
    if (!known) {
      koa.status = 404;
      koa.body = page(said.unknown);
    } else if (koa.method === 'POST') {
      koa.req.resume();
      if (notMe) {
        await disownAddress(context, known);
        koa.body = page(said.disowned);
      } else {
        const become = await confirmNews(context, token, known);
        koa.status = become === 'confirmed' ? 200 : 410;
        koa.body = page(said[become]);
      }
    } else if (!notMe && (koa.method === 'GET' || koa.method === 'HEAD')) {
      koa.body = ask(pages, `${confirmPath}/${token}`);
    } else {
      koa.status = 405;
      koa.set('Allow', notMe ? 'POST' : 'GET, HEAD, POST');
      koa.body = page(said.wrongMethod);
    }
  };

const ask = ({ said, query, page }: MailPages, link: string): string =>
  page(
    said.ask,
    html`<form method="post" action="${link}${query}"><button>${said.yes}</button></form>
      <p>${said.notYou}</p>
      <form method="post" action="${link}/not-me${query}"><button>${said.no}</button></form>`,
  );
