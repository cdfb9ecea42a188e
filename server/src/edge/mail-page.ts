import { html, type Html } from '../html.js';
import { policyStyle } from '../policies/pages.js';

/** A page that a mail leads to: a title, a few words, at most a button. */
export const mailPage = (title: string, body: Html): string =>
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
