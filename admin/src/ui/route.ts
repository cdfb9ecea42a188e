import { Watchers, type Watchable } from '../data/watchable.js';

/** The parameters of `path` where it has the form of `pattern` (`/conversations/:id`), else null. */
export function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const found: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':') && value !== '') {
      const decoded = decode(value);
      if (decoded === null) return null;
      found[part.slice(1)] = decoded;
    } else if (part !== value) return null;
  }
  return found;
}

/** Anybody can write anything into an address: null where it is no encoded text. */
function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** Where a portal is, below its base, in step with the address bar. Links inside the base do not load the page again. */
export class Route implements Watchable {
  readonly #watchers = new Watchers();
  readonly #listening = new AbortController();

  constructor(readonly base: `/${string}`) {
    const { signal } = this.#listening;
    window.addEventListener('popstate', () => this.#watchers.tell(), { signal });
    document.addEventListener('click', (event) => this.#follow(event), { signal });
  }

  /** Below the base, always with a leading slash and none at the end. */
  get path(): string {
    const below = location.pathname.startsWith(this.base) ? location.pathname.slice(this.base.length) : '';
    return `/${below.replace(/^\/+|\/+$/g, '')}`;
  }

  get query(): URLSearchParams {
    return new URLSearchParams(location.search);
  }

  /** The address of `path` below the base. */
  href(path: string): string {
    return path === '/' ? this.base : this.base + path;
  }

  go(path: string, { replace = false } = {}): void {
    const target = this.href(path);
    if (target === location.pathname + location.search) return;
    if (replace) history.replaceState(null, '', target);
    else history.pushState(null, '', target);
    this.#watchers.tell();
  }

  subscribe(changed: () => void): () => void {
    return this.#watchers.subscribe(changed);
  }

  dispose(): void {
    this.#listening.abort();
  }

  #follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
    if (!link || link.target || link.origin !== location.origin || link.hasAttribute('download')) return;
    if (link.pathname !== this.base && !link.pathname.startsWith(`${this.base}/`)) return;
    // A link within the page (#…) is the browser's own business.
    if (link.hash && link.pathname === location.pathname) return;
    event.preventDefault();
    this.go(link.pathname.slice(this.base.length) + link.search || '/');
  }
}
