import { expect } from '@open-wc/testing';
import { closeSession, openSession } from '@parlour/shared/protocol/account.js';
import { listInbox, sync } from '@parlour/shared/protocol/conversation.js';
import { showTyping } from '@parlour/shared/protocol/message.js';
import { CallLost, CallRefused } from '@parlour/widget/connection/connection.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { id } from '../testing/samples.js';
import { requestFor } from './address.js';
import { httpCall } from './http-call.js';

const blue = id<ConversationId>('conversation', 'blue');

/** A `fetch` that answers with `status` and `body`, whatever is asked. */
const answering =
  (status: number, body: string): typeof fetch =>
  () =>
    Promise.resolve(new Response(status === 204 ? null : body, { status }));

const signIn = { audience: 'admin', email: 'a@b.c', password: 'x' } as const;

async function refused(call: Promise<unknown>): Promise<CallRefused> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(CallRefused);
  return error as CallRefused;
}

describe('address of an operation', () => {
  it('fills the path and puts the rest into the query', () => {
    expect(requestFor(sync.http!, { conversation: blue, after: 7 })).to.deep.equal({
      method: 'GET',
      url: `/api/v1/conversations/${blue}/messages?after=7`,
      body: undefined,
    });
  });

  it('encodes what would change the address', () => {
    const { url } = requestFor(sync.http!, { conversation: '../x?y' as ConversationId, after: 0 });
    expect(url).to.equal('/api/v1/conversations/..%2Fx%3Fy/messages?after=0');
  });

  it('leaves out what is undefined', () => {
    const { url } = requestFor(listInbox.http!, { view: 'queue', before: undefined });
    expect(url).to.equal('/api/v1/conversations?view=queue');
  });

  it('sends everything as JSON where something is changed', () => {
    expect(requestFor(openSession.http!, signIn)).to.deep.equal({
      method: 'POST',
      url: '/api/v1/session',
      body: JSON.stringify(signIn),
    });
  });
});

describe('call over HTTP', () => {
  it('answers with what the server answered', async () => {
    expect(await httpCall(answering(200, '{"account":null}'))(openSession, signIn)).to.deep.equal({
      account: null,
    });
    expect(await httpCall(answering(204, ''))(closeSession, {})).to.deep.equal({});
  });

  it('makes of a problem document (RFC 9457) a refusal with its code, words and waiting time', async () => {
    const problem = {
      type: 'about:blank',
      title: 'Too Many Requests',
      status: 429,
      detail: 'Wait.',
      code: 'too_many_requests',
      retryable: true,
      requestId: 'r1',
      retryAfterMs: 900,
    };
    const { error, retryable } = await refused(
      httpCall(answering(429, JSON.stringify(problem)))(openSession, signIn),
    );
    expect(retryable).to.equal(true);
    expect(error).to.deep.equal({
      code: 'too_many_requests',
      message: 'Wait.',
      retryable: true,
      requestId: 'r1',
      retryAfterMs: 900,
    });
  });

  it('judges by its status alone what is refused without a problem document', async () => {
    const unknown = await refused(httpCall(answering(401, '{}'))(openSession, signIn));
    expect(unknown.error.code).to.equal('not_signed_in');
    const odd = await refused(httpCall(answering(500, '{"code":"__proto__"}'))(openSession, signIn));
    expect(odd.error.code).to.equal('internal');
  });

  it('is lost where there is no answer, or one of somebody else', async () => {
    for (const send of [
      () => Promise.reject(new TypeError('offline')),
      answering(502, '<html>gateway</html>'),
    ]) {
      const error: unknown = await httpCall(send)(openSession, signIn).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(CallLost);
    }
  });

  it('refuses to call what has no route', async () => {
    const error: unknown = await httpCall(answering(200, '{}'))(showTyping, {
      conversation: blue,
      typing: true,
    }).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(TypeError);
  });
});
