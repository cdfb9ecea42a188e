import helmet from 'koa-helmet';
import type { Middleware } from 'koa';
import compose from 'koa-compose';

/**
 * Headers on every answer. The portals run under a policy that lets nothing in from elsewhere and no inline code;
 * only the widget's files may be loaded by other origins (`assets.ts` says so for them).
 */
export function securityHeaders(publicOrigin: () => string): Middleware {
  const policy = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
  });
  const transport = helmet.hsts({ maxAge: 31_536_000, includeSubDomains: false });
  return compose([
    policy,
    // HSTS is for HTTPS; said over plain HTTP, browsers ignore it.
    (koa, next) => (publicOrigin().startsWith('https:') ? transport(koa, next) : next()),
  ]);
}
