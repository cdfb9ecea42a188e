import type { Context as Koa } from 'koa';
import { languageOf, type PageLanguage, type PageWords } from '../contact/page-words.js';
import { html, type Html } from '../html.js';
import { policyStyle } from '../policies/pages.js';

/** How a page that a mail leads to is made for whoever reads it. */
export interface MailPages {
  readonly said: PageWords;
  /** `?lang=…` for the forms of the page, so that the next one is read in the same language. */
  readonly query: string;
  readonly page: (words: readonly [title: string, text: string], more?: Html) => string;
}

export function mailPagesFor(koa: Pick<Koa, 'query' | 'acceptsLanguages' | 'vary'>): MailPages {
  koa.vary('Accept-Language');
  const { language, said } = languageOf(koa.query['lang'], (...known) => koa.acceptsLanguages(...known));
  return {
    said,
    query: `?lang=${language}`,
    page: ([title, text], more) =>
      mailPage(
        { language, said },
        title,
        html`<p>${text}</p>
          ${more ?? ''}`,
      ),
  };
}

/** A title, a few words, at most a button or two. */
const mailPage = (
  { language, said }: { readonly language: PageLanguage; readonly said: PageWords },
  title: string,
  body: Html,
): string =>
  `<!doctype html>${
    html`<html lang="${language}" dir="${/ar|he/.test(language) ? 'rtl' : 'ltr'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · Parlour</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${policyStyle}" />
      </head>
      <body>
        <nav><a href="/policies">${said.policies}</a> <a href="/consumer">${said.yourData}</a></nav>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`.text
  }`;
