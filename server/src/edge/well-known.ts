/** CON-6: says to whoever asks that Global Privacy Control is honoured here. */
import type { Middleware } from 'koa';

/** When the way in which the signal is honoured last changed. */
const gpcLastUpdate = '2026-11-22';

export const wellKnown: Middleware = async (koa, next) => {
  if (koa.path === '/.well-known/gpc.json') koa.body = { gpc: true, lastUpdate: gpcLastUpdate };
  else await next();
};
