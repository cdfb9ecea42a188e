/** The HTTP edge: one route for each operation of the registry that has one, and none besides. */
import { randomUUID } from 'node:crypto';
import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import type { Caller } from '@parlour/shared/access/table.js';
import { apiBase, type HttpRoute } from '@parlour/shared/protocol/define.js';
import { errors, Refusal } from '@parlour/shared/protocol/errors.js';
import { identityHeader, merchantHeader, portalHeader, siteHeader } from '@parlour/shared/protocol/events.js';
import { frameLimit } from '@parlour/shared/protocol/limits.js';
import { seesGpc } from '@parlour/shared/rules/global-privacy-control.js';
import { operations, type AnyOperation } from '@parlour/shared/protocol/registry.js';
import Koa, { type Context as KoaContext } from 'koa';
import { findApiToken, tokenPrefix } from '../accounts/api-tokens.js';
import type { Context } from '../context.js';
import { endConsumerSession, findConsumerSession } from '../requests/consumer-sessions.js';
import type { Effects } from '../use-case.js';
import { assets, type AssetFolders } from './assets.js';
import { clientAddress } from './client-address.js';
import { crossOrigin } from './cross-origin.js';
import { frame } from './frame.js';
import { health } from './health.js';
import { identifyPortal, identifyWidget } from './identify.js';
import { isPublic, sendFile, servePublicly, takesFile, uploadInputOf, uploadOf } from './file-bodies.js';
import { openApi } from './openapi.js';
import { pageCounts } from './page-counts.js';
import type { Pipeline } from './pipeline.js';
import { policyPages } from './policy-pages.js';
import { securityText } from './security-text.js';
import { securityHeaders } from './security-headers.js';
import { confirmPages } from './confirm-pages.js';
import { UnderWay } from './under-way.js';
import { unsubscribePages } from './unsubscribe-pages.js';
import { wellKnown } from './well-known.js';
import {
  clearConsumerCookie,
  clearSessionCookie,
  consumerCookie,
  browserCookie,
  readBrowserCookie,
  readSessionCookie,
  setSessionCookie,
} from './session-cookie.js';

export interface HttpParts {
  readonly context: Context;
  readonly pipeline: Pipeline;
  readonly publicOrigin: () => string;
  readonly trustedProxies: number;
  readonly securityContact: string | null;
  readonly folders: AssetFolders;
  /** The operator's mail address for the public, where one is set. */
  readonly contact: () => string | null;
}

type Routed = AnyOperation & { readonly http: HttpRoute };

const httpOperations = operations.filter((operation): operation is Routed => Boolean(operation.http));

export function createHttp(parts: HttpParts): Koa {
  const app = new Koa();
  app.on('error', (error: unknown) =>
    parts.context.log.debug({ err: error }, 'a response could not be sent'),
  );
  app.use(answerProblems(parts));
  app.use(securityHeaders(parts.publicOrigin));
  app.use(crossOrigin(parts.context.directory));
  app.use(health(parts.context));
  const api = createApi(parts);
  app.use(api.routes());
  app.use(pageCounts(parts.context, parts.trustedProxies));
  app.use(wellKnown);
  app.use(securityText(parts.context, parts.securityContact));
  app.use(policyPages(parts.context, parts.contact));
  app.use(unsubscribePages(parts.context));
  app.use(confirmPages(parts.context));
  app.use(frame(parts.context, parts.publicOrigin, parts.folders.widget));
  app.use(assets(parts.folders, parts.context.published));
  app.use(refuseAddress);
  return app;
}

/** What was not served by now is not there, or is there for other methods. */
const refuseAddress: Koa.Middleware = (koa) => {
  const { matched = [] } = koa as KoaContext & { matched?: readonly { methods: string[] }[] };
  const methods = matched.flatMap((layer) => layer.methods);
  if (methods.length === 0) throw new Refusal('not_found');
  koa.set('Allow', methods.join(', '));
  throw new Refusal('method_not_allowed');
};

export function createApi(parts: HttpParts): Router {
  const router = new Router({ prefix: apiBase });
  router.get('/openapi.json', openApi);
  router.use(
    bodyParser({
      enableTypes: ['json'],
      jsonLimit: frameLimit,
      onError: (error) => {
        const { status } = error as { status?: number };
        if (status === 413) throw new Refusal('too_large');
        throw new Refusal('invalid_input', { issues: [{ path: '', message: 'takes a JSON object' }] });
      },
    }),
  );
  for (const operation of httpOperations) {
    const [method, path] = operation.http;
    router.register(path, [method], (koa) => carryOut(parts, operation, koa as never));
  }
  return router;
}

interface ApiContext extends KoaContext {
  params: Record<string, string>;
}

async function carryOut(parts: HttpParts, operation: AnyOperation, koa: ApiContext): Promise<void> {
  koa.set('Cache-Control', 'no-store');
  const underWay = new UnderWay(koa, () => (isPublic(operation) ? nobody : identify(parts, koa)));
  if (takesFile(operation)) underWay.watch();
  const { output, effects } = await parts.pipeline.run(
    operation,
    takesFile(operation) ? uploadInputOf(koa, operation) : inputOf(koa),
    {
      address: clientAddress(koa.req, parts.trustedProxies),
      requestId: requestIdOf(koa),
      identify: () => underWay.caller(),
      gpc: seesGpc(koa.req.rawHeaders),
      surface: koa.get(siteHeader) ? 'widget' : 'portal',
      browser: isPublic(operation) ? undefined : readBrowserCookie(koa.get('cookie')),
      connection: null,
      follow: () => Promise.resolve(),
      ...(takesFile(operation) && { upload: uploadOf(koa) }),
    },
  );
  if (effects.consumer === 'ended')
    await endConsumerSession(parts.context, readSessionCookie(koa.get('cookie'), consumerCookie));
  applyEffects(koa, effects);
  koa.body = output;
  if (effects.file) {
    underWay.watch();
    sendFile(koa, effects.file);
  }
  if (isPublic(operation)) servePublicly(koa);
}

/** Who asks for what is public is nobody’s business. */
const nobody: Promise<Caller> = Promise.resolve({ role: 'visitor', place: null });

/** A field may come from one place only: what the path says cannot be said otherwise in the body. */
function inputOf(koa: ApiContext): unknown {
  const hasBody = koa.method === 'POST' || koa.method === 'PUT';
  if (hasBody && koa.request.length !== 0 && koa.request.is('application/json') === false) {
    throw new Refusal('unsupported_media_type');
  }
  const given: unknown = hasBody ? ((koa.request as { body?: unknown }).body ?? {}) : koa.query;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
  const twice = Object.keys(koa.params).find((name) => Object.hasOwn(given, name));
  if (twice)
    throw new Refusal('invalid_input', { issues: [{ path: twice, message: 'is said in the path already' }] });
  return { ...given, ...koa.params };
}

const bearerOf = (koa: KoaContext): string | undefined => /^Bearer (.+)$/.exec(koa.get('authorization'))?.[1];

async function identify({ context, publicOrigin }: HttpParts, koa: KoaContext): Promise<Caller> {
  const origin = koa.get('origin') || undefined;
  if (koa.get(siteHeader)) {
    const token = bearerOf(koa);
    const identity = koa.get(identityHeader);
    const said = {
      site: koa.get(siteHeader),
      merchant: koa.get(merchantHeader),
      ...(token && { token }),
      ...(identity && { identity }),
    };
    return identifyWidget(context, said, origin ?? ownOriginOf(koa, publicOrigin));
  }
  const bearer = bearerOf(koa);
  if (bearer?.startsWith(tokenPrefix)) {
    const caller = await findApiToken(context, bearer);
    if (!caller) throw new Refusal('not_signed_in');
    return caller;
  }
  // What changes something must come from our own pages: a cookie alone could have been sent by any page.
  if (koa.method !== 'GET' && origin !== publicOrigin()) throw new Refusal('cross_site');
  if (koa.get(portalHeader) === 'consumer') {
    const token = readSessionCookie(koa.get('cookie'), consumerCookie);
    return (await findConsumerSession(context, token)) ?? { role: 'visitor', place: null };
  }
  return identifyPortal(context, readSessionCookie(koa.get('cookie')));
}

/** A browser names no origin when our own frame reads from us; that it is us it says where no page can (Fetch Metadata). */
const ownOriginOf = (koa: KoaContext, publicOrigin: () => string): string | undefined =>
  koa.method === 'GET' && koa.get('sec-fetch-site') === 'same-origin' ? publicOrigin() : undefined;

function applyEffects(koa: KoaContext, { session, consumer, browser }: Effects): void {
  if (browser) koa.append('Set-Cookie', setSessionCookie(browser.token, browser.endsAt, browserCookie));
  if (consumer === 'ended') {
    koa.set('Set-Cookie', clearConsumerCookie);
    koa.set('Clear-Site-Data', '"cache", "storage"');
  } else if (consumer) {
    koa.set('Set-Cookie', setSessionCookie(consumer.token, consumer.endsAt, consumerCookie));
  }
  if (session === 'ended') {
    koa.set('Set-Cookie', clearSessionCookie);
    koa.set('Clear-Site-Data', '"cache", "storage"');
  } else if (session) {
    koa.set('Set-Cookie', setSessionCookie(session.token, session.endsAt));
  }
}

const requestIdOf = (koa: KoaContext): string =>
  ((koa.state as { requestId?: string }).requestId ??= randomUUID());

/** RFC 9457: every refusal is a problem document. */
const answerProblems =
  ({ context }: HttpParts): Koa.Middleware =>
  async (koa, next) => {
    const requestId = requestIdOf(koa);
    koa.set('X-Request-Id', requestId);
    try {
      await next();
    } catch (error) {
      if (!(error instanceof Refusal)) context.log.error({ err: error, requestId }, 'a request failed');
      const { message, ...members } = (error instanceof Refusal ? error : new Refusal('internal')).toWire(
        requestId,
      );
      const { status } = errors[members.code];
      koa.status = status;
      koa.type = 'application/problem+json';
      koa.set('Cache-Control', 'no-store');
      if (members.retryAfterMs !== undefined)
        koa.set('Retry-After', String(Math.ceil(members.retryAfterMs / 1_000)));
      koa.body = JSON.stringify({
        type: `urn:parlour:error:${members.code}`,
        title: message,
        status,
        ...members,
      });
    }
  };
