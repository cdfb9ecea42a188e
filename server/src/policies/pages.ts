/** POL-1: the public pages: every version of every document, and what changed, readable and printable without script. */
import {
  documentsOf,
  policyAddress,
  policyAudiences,
  type PolicyAudience,
  type PolicyName,
} from '@parlour/shared/model/policy.js';
import type { PolicyVersionView } from '@parlour/shared/protocol/policy.js';
import { readBlocks, type Block, type Inline } from '@parlour/shared/rules/plain-markup.js';
import { compareVersions } from '@parlour/shared/rules/policy-effect.js';
import { compareTexts } from '@parlour/shared/rules/text-comparison.js';
import { html, type Html } from '../html.js';

/** What the pages are made of, read by whoever serves them. */
export interface Posted {
  readonly current: readonly PolicyVersionView[];
  readonly coming: readonly PolicyVersionView[];
  /** Of one document: whatever has been announced or published. */
  readonly versions: readonly PolicyVersionView[];
}

const audienceNames: Record<PolicyAudience, string> = {
  visitor: 'For visitors',
  consumer: 'For consumers: you who chat',
  merchant: 'For merchants and their staff',
  provider: 'For site providers',
};

export const policyStyle = '/policies/style.css';

const layout = (title: string, body: Html): string =>
  `<!doctype html>${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Parlour</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${policyStyle}" />
      </head>
      <body>
        <nav>
          <a href="/policies">All policies</a> <a href="/consumer">Your data</a>
          <a href="/policies/contact">Contact</a>
        </nav>
        <main>${body}</main>
      </body>
    </html>`.text
  }`;

const date = (at: number): Html =>
  html`<time datetime="${new Date(at).toISOString()}"
    >${new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(at)}</time
  >`;

const inline = (content: readonly Inline[]): Html[] =>
  content.map((part) =>
    typeof part === 'string' ? html`${part}` : html`<a href="${part.href}">${part.text}</a>`,
  );

function block(one: Block): Html {
  switch (one.is) {
    case 'heading':
      return one.level === 2 ? html`<h2>${one.text}</h2>` : html`<h3>${one.text}</h3>`;
    case 'paragraph':
      return html`<p>${inline(one.content)}</p>`;
    case 'list':
      return html`<ul>
        ${one.items.map((item) => html`<li>${inline(item)}</li>`)}
      </ul>`;
  }
}

export function listPage({ current, coming }: Pick<Posted, 'current' | 'coming'>): string {
  const groups = policyAudiences.map((audience) => {
    const items = documentsOf(audience).flatMap((name) => {
      const found = current.find(({ document }) => document === name);
      const next = coming.find(({ document }) => document === name);
      return found
        ? [
            html`<li>
              <a href="${policyAddress(name)}">${found.title}</a>
              <small>version ${found.version}, since ${date(found.effectiveAt)}</small>
              ${next ? comingLine(next) : null}
            </li>`,
          ]
        : [];
    });
    return html`<h2>${audienceNames[audience]}</h2>
      <ul>
        ${items}
      </ul>`;
  });
  const body = html`<h1>What we promise, and to whom</h1>
    <p>
      Each audience has its own documents. Every version stays readable; a change that matters is announced at
      least 14 days before it takes effect.
    </p>
    ${groups}`;
  return layout('Policies', body);
}

const comingLine = (next: PolicyVersionView): Html =>
  html`<p class="coming">
    From ${date(next.effectiveAt)} version ${next.version} holds: ${next.summary}
    <a href="${policyAddress(next.document, next.version)}">Read it</a> or
    <a href="${policyAddress(next.document, next.version)}/changes">see what changes</a>.
  </p>`;

export function versionPage(shown: PolicyVersionView, { current, coming, versions }: Posted): string {
  const holding = current.find(({ document }) => document === shown.document);
  const next = coming.find(({ document }) => document === shown.document);
  const isCurrent = holding?.version === shown.version;
  const state = isCurrent
    ? html`holds since ${date(shown.effectiveAt)}`
    : shown.effectiveAt > (holding?.effectiveAt ?? 0)
      ? html`takes effect on ${date(shown.effectiveAt)}`
      : html`held from ${date(shown.effectiveAt)} until a newer version followed`;
  const others = versions.filter(({ version }) => version !== shown.version);
  return layout(
    shown.title,
    html`<article>
      <h1>${shown.title}</h1>
      <p class="state">Version ${shown.version} ${state}.</p>
      ${isCurrent && next ? comingLine(next) : null} ${readBlocks(shown.text).map(block)}
      <footer>
        <p>SHA-256 of the text: <code>${shown.sha256}</code></p>
        ${shown.supersedes ? html`<p><a href="${policyAddress(shown.document, shown.version)}/changes">What changed since version ${shown.supersedes}</a></p>` : null}
        ${others.length > 0 ? html`<p>Other versions: ${others.map((other) => html`<a href="${policyAddress(other.document, other.version)}">${other.version}</a> `)}</p>` : null}
      </footer>
    </article>`,
  );
}

export function changesPage(after: PolicyVersionView, before: PolicyVersionView): string {
  const parts = compareTexts(`${before.text}\n`, `${after.text}\n`).map(({ is, text }) =>
    is === 'same' ? html`${text}` : is === 'added' ? html`<ins>${text}</ins>` : html`<del>${text}</del>`,
  );
  return layout(
    `What changes: ${after.title}`,
    html`<h1>${after.title}: from version ${before.version} to ${after.version}</h1>
      <p class="state">
        ${after.summary} It takes effect on ${date(after.effectiveAt)}. What is struck through goes; what is
        underlined comes.
      </p>
      <div class="changes">${parts}</div>
      <p>
        <a href="${policyAddress(after.document, after.version)}">Read version ${after.version} as a whole</a>
      </p>`,
  );
}

export const contactPage = (address: string | null): string =>
  layout(
    'Contact',
    html`<h1>Contact</h1>
      <p>
        For everything about a conversation of yours (a copy, a correction, deletion, an objection, a
        complaint) use
        <a href="/consumer">Your data</a>: your request gets a number, a deadline and an answer there.
      </p>
      ${
        address === null
          ? html`<p>
              For everything else ask the merchant in the chat; they pass it on to the operator of this
              installation.
            </p>`
          : html`<p>
              For everything else write to the operator of this installation:
              <a href="mailto:${address}">${address}</a>.
            </p>`
      }
      <p>
        You can also complain to the data protection authority of the place where you live. For the European
        Union they are listed at
        <a href="https://www.edpb.europa.eu/about-edpb/about-edpb/members_en" rel="noreferrer"
          >edpb.europa.eu</a
        >.
      </p>`,
  );

/** The versions of one document that the public may read: what was announced or published, the newest first. */
export const postedVersions = (
  versions: readonly PolicyVersionView[],
  name: PolicyName,
): PolicyVersionView[] =>
  versions
    .filter(
      ({ document, noticeSentAt, publishedAt }) =>
        document === name && (noticeSentAt ?? publishedAt) !== null,
    )
    .toSorted((a, b) => compareVersions(b.version, a.version));
