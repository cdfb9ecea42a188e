import type { Middleware } from 'koa';
import type { Context } from '../context.js';

/** OPS-5: `/healthz` says that the process lives, `/readyz` that it can serve: the store answers. */
export const health =
  ({ models, signer }: Pick<Context, 'models' | 'signer'>): Middleware =>
  async (koa, next) => {
    if (koa.path === '/healthz') {
      koa.body = 'ok\n';
    } else if (koa.path === '/.well-known/parlour-signing-key.pem') {
      // RET-9: whoever holds a certificate checks it with this key.
      koa.type = 'application/x-pem-file';
      koa.set('Access-Control-Allow-Origin', '*');
      koa.body = signer.publicKey;
    } else if (koa.path === '/readyz') {
      const isReady = await models.Site.findOne({}, { _id: 1 })
        .lean()
        .then(
          () => true,
          () => false,
        );
      koa.status = isReady ? 200 : 503;
      koa.body = isReady ? 'ok\n' : 'the store cannot be reached\n';
    } else {
      await next();
    }
  };
