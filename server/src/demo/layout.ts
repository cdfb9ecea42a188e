import { html, type Html } from './html.js';

export interface Page {
  readonly title: string;
  /** One sentence for those who find the page. */
  readonly description: string;
  readonly body: Html;
  /** The tag of the merchant whose page it is; null where there is nobody to chat with. */
  readonly widget: Html | null;
  /** A look of the chat that the style sheet knows by its name. */
  readonly theme?: string;
}

/** A whole page of Carfinder. */
export const layout = ({
  title,
  description,
  body,
  widget,
  theme = 'plain',
}: Page): string => `<!doctype html>
${
  html`<html lang="en-GB">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="description" content="${description}" />
      <title>${title}</title>
      <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      <link rel="stylesheet" href="/style.css" />
      ${widget}
    </head>
    <body data-theme="${theme}">
      <a class="skip" href="#content">Skip to the content</a>
      <header class="top">
        <a class="brand" href="/"><img src="/icon.svg" alt="" width="32" height="32" />Carfinder</a>
        <nav aria-label="Main">
          <a href="/">Cars</a>
          <a href="/dealers/main-street-motors">Main Street Motors</a>
          <a href="/dealers/harbour-cars">Harbour Cars</a>
          <a href="/try">What to try</a>
          <a href="/playground">Playground</a>
          <a href="/examples/react">React</a>
          <a href="/examples/vue">Vue</a>
        </nav>
      </header>
      <main id="content">${body}</main>
      <footer>
        <p>
          Carfinder is a made-up site on an origin of its own. It sets no cookie and loads nothing from third
          parties; the chat on its pages is Parlour.
        </p>
      </footer>
    </body>
  </html>`.text
}
`;
