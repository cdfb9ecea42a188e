import { expect, waitUntil } from '@open-wc/testing';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { Profile } from '@parlour/shared/protocol/contact.js';
import type { KeptConversation } from '@parlour/shared/protocol/privacy.js';
import type { Testimonial } from '@parlour/shared/protocol/testimonial.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { barriers } from '../../testing/pages.js';
import { refusal, Scripted } from '../../testing/scripted.js';
import { wearTokens } from '../../ui/styles/tokens.js';
import type { OwnWords } from './own-words.js';
import './own-words.define.js';

const conversation = 'cnv_AAAAAAAAAAAAAAAAAAAAAA' as ConversationId;
const now = Date.now();
const kept: KeptConversation = {
  id: conversation,
  state: 'closed',
  startedAt: now - day,
  closedAt: now - day,
  messages: 3,
  expiry: { at: now + 29 * day, reasons: [] },
  keeps: [],
  consents: [],
  viewers: [],
  rating: { score: 4, comment: 'Quick, says Zoë', at: now },
};

describe('own words in the consumer portal', () => {
  let element: OwnWords;
  let server: Scripted;
  let profile: Profile;
  let testimonial: Testimonial | null;

  beforeEach(() => {
    profile = { fields: [], contact: null };
    testimonial = null;
    server = new Scripted({
      'profile.read': () => profile,
      'profile.correct': ({ value }: { value: string }) => {
        const [field] = profile.fields;
        return (profile = { ...profile, fields: [{ ...field!, value }] });
      },
      'testimonial.read': () => ({ testimonial }),
      'testimonial.publish': ({ text, name }: { text: string; name: string }) => {
        testimonial = { score: 4, text, name, at: now };
        return { testimonial };
      },
      'consent.decide': () => {
        testimonial = null;
        throw refusal('stale_notice');
      },
    });
  });
  afterEach(() => element.parentElement?.remove());

  const open = (over: Partial<KeptConversation> = {}): void => {
    wearTokens();
    element = document.createElement('consumer-own-words');
    Object.assign(element, {
      call: server.call,
      kept: { ...kept, ...over },
      notice: { version: '1.0.0', sha256: 'a'.repeat(64) },
    });
    const page = document.createElement('main');
    for (const [tag, words] of [
      ['h1', 'Your data'],
      ['h2', 'A conversation'],
    ] as const) {
      const heading = document.createElement(tag);
      heading.textContent = words;
      page.append(heading);
    }
    page.append(element);
    document.body.append(page);
  };
  const root = (): ShadowRoot => element.shadowRoot!;
  const says = (words: string): Promise<void> =>
    waitUntil(() => (root().textContent ?? '').includes(words), `does not say ${words}`);
  const one = <Found extends Element>(selector: string): Found => root().querySelector<Found>(selector)!;

  it('PUB-1 a comment is edited and approved before it is public, unticked', async () => {
    open();
    await says('Only if you want.');
    one<HTMLElement>('summary').click();
    const text = one<HTMLTextAreaElement>('textarea');
    expect(text.value).to.equal('Quick, says Zoë');
    const form = one<HTMLFormElement>('details form');
    form.requestSubmit();
    expect(server.inputs('testimonial.publish')).to.have.length(0);
    text.value = 'Quick';
    one<HTMLInputElement>('input[type=checkbox]').click();
    form.requestSubmit();
    await says('It is public.');
    expect(server.inputs('testimonial.publish')[0]).to.deep.include({
      text: 'Quick',
      name: '',
      conversation,
    });
    expect(one('blockquote').textContent).to.equal('Quick');
    expect(await barriers()).to.deep.equal([]);
  });

  it('PUB-1 what is public is taken back with one press, and what does not work is said', async () => {
    testimonial = { score: 4, text: 'Quick', name: '', at: now };
    open();
    await says('Take it back');
    [...root().querySelectorAll('button')]
      .find((button) => button.textContent.includes('Take it back'))!
      .click();
    await waitUntil(() => one('.notice.danger'), 'it does not say that it failed');
    expect(server.inputs('consent.decide')[0]).to.deep.include({
      decisions: [{ purpose: 'publication', state: 'refused' }],
    });
  });

  it('PUB-1 what was not rated cannot be published', async () => {
    open({ rating: undefined });
    await waitUntil(() => server.inputs('testimonial.read').length === 1);
    await element.updateComplete;
    expect(root().textContent).not.to.contain('Let others read it');
  });

  it('REQ-4 what was said of oneself is put right at once', async () => {
    profile = {
      fields: [{ id: 'order', label: 'Order number', purpose: 'To find it', value: 'A-17' }],
      contact: { email: 'me@home.example', purposes: ['contact_followup'] },
    };
    open();
    await says('Order number');
    await says('Your address: me@home.example');
    one<HTMLInputElement>('input[name=value]').value = 'A-18';
    one<HTMLFormElement>('form.row').requestSubmit();
    await says('Put right, at once');
    expect(profile.fields[0]?.value).to.equal('A-18');
    expect(await barriers()).to.deep.equal([]);
  });
});
