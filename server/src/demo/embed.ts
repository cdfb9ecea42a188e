import { html, type Html } from './html.js';

/** Where the widget comes from: the server's address and the site's key. */
export interface Embedding {
  readonly server: string;
  readonly site: string;
  /** What Main Street Motors signs its shoppers' identity with (WID-10); null where nobody can sign in. */
  readonly identitySecret: string | null;
}

/** The one tag that puts a merchant's chat on a page. */
export const embedTag = ({ server, site }: Embedding, merchant: string): Html =>
  html`<script async src="${server}/widget.js" data-site="${site}" data-merchant="${merchant}"></script>`;
