import { expect, waitUntil } from '@open-wc/testing';
import type { ConversationId, DisclosureId } from '@parlour/shared/model/ids.js';
import type { OwnDisclosure, OwnDisclosures as Own } from '@parlour/shared/protocol/disclosure.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { barriers } from '../../testing/pages.js';
import { refusal, Scripted } from '../../testing/scripted.js';
import { wearTokens } from '../../ui/styles/tokens.js';
import './disclosures.define.js';

const conversation = 'cnv_AAAAAAAAAAAAAAAAAAAAAA' as ConversationId;
const now = Date.now();

const entry = (changes: Partial<OwnDisclosure> = {}): OwnDisclosure => ({
  id: 'dis_AAAAAAAAAAAAAAAAAAAAAA' as DisclosureId,
  kind: 'webhook',
  recipient: 'Our customer database',
  category: 'processor',
  basis: 'contract',
  fields: ['reference', 'text'],
  purpose: 'To call people back',
  consentEvent: null,
  firstAt: now - day,
  lastAt: now,
  times: 3,
  startedAt: [now - day],
  reason: '',
  ...changes,
});

let element: HTMLElement;
const root = (): ShadowRoot => element.shadowRoot!;
const said = (): string => (root().textContent ?? '').replace(/\s+/g, ' ');
const says = (words: string): Promise<void> =>
  waitUntil(() => said().includes(words), `does not say ${words}`);

function show(tag: 'consumer-disclosures' | 'consumer-transcript-copy', server: Scripted): void {
  wearTokens();
  const made = document.createElement(tag);
  Object.assign(made, { call: server.call, merchant: 'Motors', conversation });
  element = document.createElement('main');
  document.body.append(element);
  const heading = document.createElement('h1');
  heading.textContent = 'Your data';
  element.append(heading, made);
  element = made;
}

const own = (answer: Own): Scripted => new Scripted({ 'disclosure.own': () => answer });
const button = (name: string): HTMLButtonElement =>
  [...root().querySelectorAll('button')].find((one) => one.textContent.trim() === name)!;

describe('what the consumer sees of disclosures', () => {
  afterEach(() => element.parentElement!.remove());

  it('DIS-1 says to whom, how, what, what for and why it was allowed', async () => {
    const reason = 'A dispute about the price';
    show(
      'consumer-disclosures',
      own({ disclosures: [entry(), entry({ kind: 'staff_export', reason })], ownership: null }),
    );
    await says('Our customer database');
    await says('What for: To call people back');
    await says('3 times');
    await says('they work for the merchant under a contract');
    await says(`Their reason: ${reason}`);
    expect(await barriers()).to.deep.equal([]);
  });

  it('DIS-4 names the answer by which the consumer agreed', async () => {
    const shared = entry({ category: 'third_party', basis: 'consent', consentEvent: 7 });
    show('consumer-disclosures', own({ disclosures: [shared], ownership: null }));
    await says('answer no. 7');
  });

  it('DIS-5 says that the merchant will belong to somebody else, and what stays', async () => {
    show(
      'consumer-disclosures',
      own({ disclosures: [], ownership: { newOwner: 'Bigger Motors', on: now + 20 * day } }),
    );
    await says('Motors belongs to Bigger Motors');
    await says('Nothing has left.');
    expect(await barriers()).to.deep.equal([]);
  });

  it('says what failed and reads again when asked', async () => {
    const server = own({ disclosures: [], ownership: null });
    server.answers['disclosure.own'] = () => {
      throw refusal('unavailable');
    };
    show('consumer-disclosures', server);
    await says('cannot be reached');
    server.answers['disclosure.own'] = () => ({ disclosures: [], ownership: null });
    button('Try again').click();
    await says('Nothing has left.');
  });

  it('DIS-1 sends a transcript to the address that is given, and says where it stands', async () => {
    const server = new Scripted({ 'transcript.mail': () => ({}) });
    show('consumer-transcript-copy', server);
    await waitUntil(() => button('Send by mail') !== undefined);
    button('Send by mail').click();
    await says('not kept');
    expect(await barriers()).to.deep.equal([]);
    root().querySelector<HTMLInputElement>('#to')!.value = ' me@mail.example ';
    button('Send').click();
    await says('It is on its way.');
    expect(server.inputs('transcript.mail')).to.deep.equal([{ conversation, to: 'me@mail.example' }]);
  });

  it('says it where no mail can be sent', async () => {
    const server = new Scripted({
      'transcript.mail': () => {
        throw refusal('mail_not_set_up');
      },
    });
    show('consumer-transcript-copy', server);
    await waitUntil(() => button('Send by mail') !== undefined);
    button('Send by mail').click();
    await waitUntil(() => root().querySelector('#to') !== null);
    root().querySelector<HTMLInputElement>('#to')!.value = 'me@mail.example';
    button('Send').click();
    await says('cannot send mail');
    expect(await barriers()).to.deep.equal([]);
  });
});
