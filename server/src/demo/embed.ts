import { html, type Html } from './html.js';

/** Where the widget comes from: the server's address and the site's key. */
export interface Embedding {
  readonly server: string;
  readonly site: string;
}

/** The one tag that puts a merchant's chat on a page. */
export const embedTag = ({ server, site }: Embedding, merchant: string): Html =>
  html`<script async src="${server}/widget.js" data-site="${site}" data-merchant="${merchant}"></script>`;
