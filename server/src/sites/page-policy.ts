/**
 * Whether a page's content security policies let the widget in, by the rules of CSP Level 3 as far as they concern a
 * script with an address, the connections that it opens and the frame that it may show. Every policy must allow; a
 * missing directive falls back (`frame-src` by way of `child-src`).
 */
export interface PolicyQuestion {
  readonly script: URL;
  /** The tag's own nonce, or the empty text. */
  readonly nonce: string;
  readonly connects: readonly URL[];
  /** Where the chat is, where it runs in a frame. */
  readonly frame: URL;
  /** The page itself: what `'self'` means. */
  readonly page: URL;
}

export interface PolicyAnswer {
  readonly script: boolean;
  readonly connect: boolean;
  readonly frame: boolean;
}

type Directives = ReadonlyMap<string, readonly string[]>;

/** `policies` are values of headers or `meta` elements; each may hold several, parted by commas. */
export function judgePolicies(policies: readonly string[], question: PolicyQuestion): PolicyAnswer {
  const parsed = policies.flatMap((value) => value.split(',')).map(parsePolicy);
  const { script, nonce, connects, frame, page } = question;
  return {
    script: parsed.every((policy) => {
      const sources = sourcesOf(policy, ['script-src-elem', 'script-src', 'default-src']);
      return !sources || allowsScript(sources, script, nonce, page);
    }),
    connect: parsed.every((policy) => {
      const sources = sourcesOf(policy, ['connect-src', 'default-src']);
      return !sources || connects.every((url) => sources.some((source) => fits(source, url, page)));
    }),
    frame: parsed.every((policy) => {
      const sources = sourcesOf(policy, ['frame-src', 'child-src', 'default-src']);
      return !sources || sources.some((source) => fits(source, frame, page));
    }),
  };
}

function parsePolicy(text: string): Directives {
  const directives = new Map<string, readonly string[]>();
  for (const directive of text.split(';')) {
    const [name, ...sources] = directive.trim().split(/\s+/);
    // The first of two counts.
    if (name && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
  }
  return directives;
}

const sourcesOf = (policy: Directives, names: readonly string[]): readonly string[] | undefined =>
  names.map((name) => policy.get(name)).find((sources) => sources !== undefined);

function allowsScript(sources: readonly string[], script: URL, nonce: string, page: URL): boolean {
  if (nonce !== '' && sources.includes(`'nonce-${nonce}'`)) return true;
  // With it, hosts count for nothing and only a nonce or a hash lets a script in.
  if (sources.includes("'strict-dynamic'")) return false;
  return sources.some((source) => fits(source, script, page));
}

const source =
  /^(?:([a-z][a-z\d+.-]*):(?:\/\/)?)?(\*|(?:\*\.)?[^:/\s*]+|\[[^\]]+\])?(?::(\d+|\*))?(\/[^\s]*)?$/i;

function fits(text: string, url: URL, page: URL): boolean {
  const word = text.toLowerCase();
  if (word === "'self'") return sameOrigin(url, page);
  if (word.startsWith("'")) return false;
  if (word === '*') return /^(https?|wss?):$/.test(url.protocol);
  const [, scheme, host, port, path] = source.exec(text) ?? [];
  if (scheme === undefined && host === undefined) return false;
  if (!fitsScheme(scheme ?? page.protocol.slice(0, -1), url)) return false;
  if (host !== undefined && !fitsHost(host.toLowerCase(), url.hostname)) return false;
  if (host !== undefined && !fitsPort(port, url)) return false;
  return (
    path === undefined ||
    path === '/' ||
    (path.endsWith('/') ? url.pathname.startsWith(path) : url.pathname === path)
  );
}

const secure: Readonly<Record<string, readonly string[]>> = {
  http: ['http', 'https', 'ws', 'wss'],
  https: ['https', 'wss'],
  ws: ['ws', 'wss', 'http', 'https'],
  wss: ['wss', 'https'],
};

/** A scheme also stands for its secure twin; `https` for `wss`, as browsers have it. */
const fitsScheme = (scheme: string, url: URL): boolean =>
  (secure[scheme.toLowerCase()] ?? [scheme.toLowerCase()]).includes(url.protocol.slice(0, -1));

const fitsHost = (host: string, name: string): boolean =>
  host === '*' || (host.startsWith('*.') ? name.endsWith(host.slice(1)) : name === host);

const usual: Readonly<Record<string, string>> = {
  'http:': '80',
  'ws:': '80',
  'https:': '443',
  'wss:': '443',
};
const portOf = (url: URL): string => url.port || (usual[url.protocol] ?? '');

const fitsPort = (port: string | undefined, url: URL): boolean =>
  port === '*' || (port === undefined ? portOf(url) === usual[url.protocol] : portOf(url) === port);

const sameOrigin = (url: URL, page: URL): boolean =>
  url.hostname === page.hostname &&
  portOf(url) === portOf(page) &&
  fitsScheme(page.protocol.slice(0, -1), url);
