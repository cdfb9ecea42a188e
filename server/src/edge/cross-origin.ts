import {
  fileNameHeader,
  identityHeader,
  merchantHeader,
  siteHeader,
} from '@parlour/shared/protocol/events.js';
import type { Middleware } from 'koa';
import type { Directory } from '../sites/directory.js';

/** CORS for pages that embed the widget: any origin of a site, never with cookies. */
export const crossOrigin =
  (directory: Directory): Middleware =>
  async (koa, next) => {
    const origin = koa.get('origin');
    koa.vary('Origin');
    const isPreflight = koa.method === 'OPTIONS' && koa.get('access-control-request-method') !== '';
    if (origin && (await directory.knows(origin))) {
      koa.set('Access-Control-Allow-Origin', origin);
      if (isPreflight) {
        koa.set('Access-Control-Allow-Methods', 'GET, POST, PUT, DELETE');
        koa.set(
          'Access-Control-Allow-Headers',
          `authorization, content-type, ${siteHeader}, ${merchantHeader}, ${identityHeader}, ${fileNameHeader}`,
        );
        koa.set('Access-Control-Max-Age', '600');
      }
    }
    if (isPreflight) koa.status = 204;
    else await next();
  };
