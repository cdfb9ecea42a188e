import { describe, expect, it } from 'vitest';
import { judgePolicies } from './page-policy.js';

const question = {
  script: new URL('https://chat.example/widget.js'),
  nonce: '',
  connects: [new URL('https://chat.example/api/v1/'), new URL('wss://chat.example/api/v1/')],
  frame: new URL('https://chat.example/widget/frame'),
  page: new URL('https://cars.example/page'),
};
const judge = (...policies: string[]) => {
  const { script, connect } = judgePolicies(policies, question);
  return { script, connect };
};
const lets = (...policies: string[]) => judgePolicies(policies, question).frame;
const both = { script: true, connect: true };
const neither = { script: false, connect: false };

describe('whether a page’s policy lets the chat in', () => {
  it.each([
    ['no policy at all', [], both],
    ['one about something else', ["img-src 'self'; frame-ancestors 'none'"], both],
    [
      'our own lines',
      ['script-src https://chat.example; connect-src https://chat.example wss://chat.example'],
      both,
    ],
    ['a host without a scheme on a secure page', ['script-src chat.example; connect-src chat.example'], both],
    ['all hosts below', ["default-src 'self' *.chat.example"], neither],
    ['a wildcard that fits', ['default-src https://*.example'], both],
    ['a scheme alone', ['default-src https:'], both],
    ['everything', ['default-src *'], both],
    ['itself alone', ["default-src 'self'"], neither],
    ['nothing', ["default-src 'none'"], neither],
    [
      'a script and no socket',
      ["default-src 'none'; script-src https://chat.example"],
      { script: true, connect: false },
    ],
    ['http alone, where the socket is wss', ['connect-src http://chat.example'], both],
    ['another port', ['script-src https://chat.example:8443'], { script: false, connect: true }],
    ['any port', ['script-src https://chat.example:*'], both],
    ['a path that is the file', ['script-src https://chat.example/widget.js'], both],
    ['a path that is not', ['script-src https://chat.example/other.js'], { script: false, connect: true }],
    ['elements have their own', ["script-src 'none'; script-src-elem https://chat.example"], both],
    ['the first of two directives', ["script-src https://chat.example; script-src 'none'"], both],
    [
      'strict-dynamic without a nonce',
      ["script-src 'strict-dynamic' https://chat.example"],
      { script: false, connect: true },
    ],
    [
      'two policies in one header, both count',
      ["script-src https://chat.example, script-src 'self'"],
      { script: false, connect: true },
    ],
    [
      'unsafe words let no host in',
      ["script-src 'unsafe-inline' 'unsafe-eval'"],
      { script: false, connect: true },
    ],
    [
      'a host that only begins alike',
      ['script-src https://chat.example.evil.example'],
      { script: false, connect: true },
    ],
    ['upper case', ['SCRIPT-SRC HTTPS://CHAT.EXAMPLE'], both],
  ])('WID-4 %s', (_title, policies, answer) => {
    expect(judge(...policies)).toEqual(answer);
  });

  it('WID-4 every one of several policies must allow it', () => {
    expect(judge('script-src *', "script-src 'self'")).toEqual({ script: false, connect: true });
  });

  it('WID-4 the tag’s nonce lets it in, even where hosts count for nothing', () => {
    const policy = ["script-src 'strict-dynamic' 'nonce-abc'"];
    expect(judgePolicies(policy, { ...question, nonce: 'abc' }).script).toBe(true);
    expect(judgePolicies(policy, { ...question, nonce: 'other' }).script).toBe(false);
  });

  it.each([
    ['no policy at all', [], true],
    ['one about something else', ["script-src 'self'; connect-src 'none'"], true],
    ['the documented line', ["default-src 'none'; frame-src https://chat.example"], true],
    ['a host without a scheme', ['frame-src chat.example'], true],
    ['itself alone', ["frame-src 'self'"], false],
    ['nothing', ["frame-src 'none'"], false],
    ['child-src in its place', ["default-src 'none'; child-src https://chat.example"], true],
    ['child-src that forbids', ["child-src 'none'"], false],
    ['frame-src before child-src', ["frame-src https://chat.example; child-src 'none'"], true],
    ['child-src does not mend frame-src', ["frame-src 'none'; child-src https://chat.example"], false],
    ['default-src in the place of both', ["default-src 'self'"], false],
    ['default-src that allows', ['default-src https:'], true],
    ['the path of the frame', ['frame-src https://chat.example/widget/frame'], true],
    ['another path', ['frame-src https://chat.example/other'], false],
    ['a nonce lets no frame in', ["default-src 'nonce-abc' 'strict-dynamic'"], false],
    ['who may frame the page is another matter', ["frame-ancestors 'none'"], true],
    ['two policies, both count', ['frame-src *', "frame-src 'self'"], false],
    ['two in one header', ["frame-src *, default-src 'self'"], false],
  ])('WID-4 of a chat in a frame: %s', (_title, policies, answer) => {
    expect(lets(...policies)).toBe(answer);
  });
});
