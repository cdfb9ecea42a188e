/** The built files: the widget for any page, the portals for ours. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import type { Middleware } from 'koa';
import send from 'koa-send';
import { versionedLoader } from '../sites/loader-files.js';
import type { PublishedFiles } from '../sites/published-files.js';

export interface AssetFolders {
  /** Holds `widget.js` and what it loads, and `testimonials.js`. */
  readonly widget: string;
  /** Holds one page per portal, and `assets/`. */
  readonly portals: string;
}

const portals = ['merchant', 'consumer', 'provider', 'admin'] as const;

const oneYear = 31_536_000;

/** @param published where the widget's files of earlier versions are, for tags that name one (WID-4) */
export function assets(folders: AssetFolders, published: Pick<PublishedFiles, 'read'>): Middleware {
  const widget = files(folders.widget);
  const earlier = earlierFiles(published);
  const portalFiles = files(folders.portals);
  const pages = new Map(portals.map((portal) => [portal as string, page(folders.portals, portal)]));
  return async (koa, next) => {
    if (koa.method !== 'GET' && koa.method !== 'HEAD') return next();
    koa.vary('Accept-Encoding');
    const [, first = ''] = koa.path.split('/');
    if (/^\/(widget|testimonials)\.js$/.test(koa.path) || versionedLoader.test(first) || first === 'widget') {
      koa.set('Access-Control-Allow-Origin', '*');
      koa.set('Cross-Origin-Resource-Policy', 'cross-origin');
      koa.set('Cache-Control', cacheControl(koa.path));
      const file = koa.path.replace(/^\/widget\//, '/');
      return widget(koa, file, () => earlier(koa, file.slice(1), next));
    }
    if (first === 'portals') {
      koa.set('Cache-Control', cacheControl(koa.path));
      return portalFiles(koa, koa.path.slice('/portals'.length), next);
    }
    const html = pages.get(first);
    if (html === undefined) return koa.path === '/' ? koa.redirect('/merchant') : next();
    if (html === null) return next();
    koa.type = 'html';
    koa.set('Cache-Control', 'no-cache');
    koa.body = html;
  };
}

/** A name with a hash in it never changes what it holds. */
const cacheControl = (file: string): string =>
  /[.-][\w-]{8,}\.\w+$/.test(file) ? `public, max-age=${oneYear}, immutable` : 'public, max-age=300';

function page(folder: string, portal: string): Buffer | null {
  const file = path.join(folder, `${portal}.html`);
  return existsSync(file) ? readFileSync(file) : null;
}

const decompress = promisify(brotliDecompress);

/** A file that the version in use has no more, as it was. */
function earlierFiles(published: Pick<PublishedFiles, 'read'>): Serve {
  return async (koa, name, next) => {
    const content = await published.read(name);
    if (!content) return next();
    const brotli = koa.acceptsEncodings('br', 'identity') === 'br';
    if (brotli) koa.set('Content-Encoding', 'br');
    koa.set('Cache-Control', cacheControl(koa.path));
    koa.type = 'js';
    koa.body = brotli ? content : await decompress(content);
  };
}

type Serve = (
  koa: Parameters<Middleware>[0],
  file: string,
  next: Parameters<Middleware>[1],
) => Promise<unknown>;

/** A file that is gone, as while the next build replaces it, is not found; it never ends the process. */
function files(root: string): Serve {
  return async (koa, file, next) => {
    try {
      await send(koa, file, { root, brotli: true, gzip: true, hidden: false, index: false });
    } catch (error) {
      const { status } = error as { status?: number };
      if (status !== 404 && status !== 400 && status !== 403) throw error;
      koa.remove('Cache-Control');
      return next();
    }
  };
}
