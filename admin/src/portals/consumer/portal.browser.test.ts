import { expect, waitUntil } from '@open-wc/testing';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { OwnData } from '@parlour/shared/protocol/privacy.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { barriers, onPhone, onWideScreen } from '../../testing/pages.js';
import { refusal, Scripted } from '../../testing/scripted.js';
import { wearTokens } from '../../ui/styles/tokens.js';
import type { ConsumerPortal } from './portal.js';
import './portal.define.js';

const now = Date.now();
const id = 'cnv_AAAAAAAAAAAAAAAAAAAAAA' as ConversationId;
const notice = { version: '1.0.0', sha256: 'a'.repeat(64) };

/** Nothing has left: what every consumer sees at first. */
const undisclosed = () => ({ disclosures: [], ownership: null });

const data: OwnData = {
  merchant: 'Motors',
  site: 'Cars',
  conversations: [
    {
      id,
      state: 'closed',
      startedAt: now - day,
      closedAt: now - day,
      messages: 3,
      expiry: { at: now + 29 * day, reasons: [{ rule: 'since_close', ms: 30 * day }] },
      keeps: [],
      consents: [
        {
          number: 1,
          purpose: 'transcript_storage',
          state: 'given',
          at: now - day,
          notice,
          locale: 'en',
          surface: 'widget',
          gpc: false,
        },
      ],
      viewers: [{ name: 'Ana', firstAt: now - day, lastAt: now }],
    },
  ],
  delayed: [],
  byLaw: [],
  obliged: [],
  requests: [],
  notice,
  gpc: false,
};

let portal: ConsumerPortal;
const home = location.href;

function openPortal(server: Scripted): void {
  wearTokens();
  server.answers['profile.read'] ??= () => ({ fields: [], contact: null });
  server.answers['testimonial.read'] ??= () => ({ testimonial: null });
  portal = document.createElement('consumer-portal');
  portal.backend = {
    call: server.call,
    download: () => Promise.resolve(new Blob(['zip'])),
    file: () => Promise.resolve(new Blob(['bytes'])),
  };
  document.body.append(portal);
}

const root = (): ShadowRoot => portal.shadowRoot!;
const says = (words: string): Promise<void> =>
  waitUntil(() => (root().textContent ?? '').replace(/\s+/g, ' ').includes(words), `does not say ${words}`);
const button = (name: string): HTMLButtonElement =>
  [...root().querySelectorAll('button')].find((one) => one.textContent.trim().startsWith(name))!;

describe('the consumer portal', () => {
  afterEach(() => {
    portal.remove();
    history.replaceState(null, '', home);
  });

  it('REQ-1 asks for a code, and says what is wrong with one that opens nothing', async () => {
    const server = new Scripted({
      'data.read': () => {
        throw refusal('not_signed_in');
      },
      'access.open': () => {
        throw refusal('wrong_resume_code');
      },
    });
    openPortal(server);
    await says('You need no account');
    expect(await barriers()).to.deep.equal([]);
    root().querySelector<HTMLInputElement>('#code')!.value = '00000-00000-00000-00000';
    button('Open').click();
    await says('does not open anything');
  });

  it('REQ-1 a code in the address opens it, and is gone from the address at once', async () => {
    history.replaceState(null, '', '#code=7K3QF-7K3QF-7K3QF-7K3QF');
    const server = new Scripted({
      'access.open': () => ({}),
      'data.read': () => data,
      'disclosure.own': undisclosed,
    });
    openPortal(server);
    await says('We keep 1 conversation between you and Motors');
    expect(location.hash).to.equal('');
    expect(server.inputs('access.open')).to.deep.equal([{ code: '7K3QF-7K3QF-7K3QF-7K3QF' }]);
  });

  it('REQ-2 shows until when and why, who has looked, and what was agreed to', async () => {
    openPortal(new Scripted({ 'data.read': () => data, 'disclosure.own': undisclosed }));
    await says('Deleted 30 days after the conversation was closed.');
    await says('Ana, first on');
    expect(root().querySelector<HTMLInputElement>('#transcript_storage')!.checked).to.equal(true);
    expect(root().querySelector<HTMLInputElement>('#marketing')!.checked).to.equal(false);
    expect(await barriers()).to.deep.equal([]);
  });

  it('CNV-7 reports who answered, says that one is blocked and until when, and CNV-5 shows the rating', async () => {
    const rating = { score: 2, comment: 'Nobody knew', at: now } as const;
    const [kept] = data.conversations;
    const server = new Scripted({
      'data.read': () => ({ ...data, conversations: [{ ...kept, rating }], blockedUntil: now + day }),
      'disclosure.own': undisclosed,
      'agent.report': () => ({ request: 'req_AAAAAAAAAAAAAAAAAAAAAA', dueOn: '2100-02-15' }),
    });
    openPortal(server);
    await says('You gave 2 of 5. Nobody knew');
    await says('Motors begins no new conversation with you until');
    const summary = [...root().querySelectorAll('summary')].find((one) =>
      one.textContent!.includes('Report'),
    )!;
    summary.click();
    expect(await barriers()).to.deep.equal([]);
    root().querySelector<HTMLSelectElement>('select[name=reason]')!.value = 'privacy';
    root().querySelector<HTMLTextAreaElement>('details[open] textarea[name=text]')!.value =
      'He read it aloud';
    button('Report').click();
    await says('Reported. The answer appears below');
    expect(server.inputs('agent.report')).to.deep.equal([
      { conversation: id, reason: 'privacy', text: 'He read it aloud' },
    ]);
  });

  it('REQ-2 fits on a phone, with every form open', async () => {
    await onPhone();
    try {
      openPortal(new Scripted({ 'data.read': () => data, 'disclosure.own': undisclosed }));
      await says('Ana, first on');
      const copy = (): ShadowRoot => root().querySelector('consumer-transcript-copy')!.shadowRoot!;
      copy().querySelectorAll('button')[1]!.click();
      await waitUntil(() => copy().querySelector('#to') !== null);
      for (const details of root().querySelectorAll('details')) details.open = true;
      expect(portal.getBoundingClientRect().width).to.be.at.most(390);
      expect(document.documentElement.scrollWidth).to.be.at.most(390);
      expect(await barriers()).to.deep.equal([]);
    } finally {
      await onWideScreen();
    }
  });

  it('RET-13 says beforehand what a law keeps, and after a deletion what it has kept', async () => {
    const told = { basis: 'Tax code § 147', fields: ['times'] as const };
    const [kept] = data.conversations;
    let deleted = false;
    const server = new Scripted({
      'data.read': () =>
        deleted
          ? { ...data, conversations: [], obliged: [{ ...told, until: now + 700 * day }] }
          : { ...data, conversations: [{ ...kept, keeps: [{ ...told, keep: 365.25 * 6 * day }] }] },
      'disclosure.own': undisclosed,
      'data.erase': () => {
        deleted = true;
        return { deleted: 1, delayed: 0, kept: 1 };
      },
    });
    openPortal(server);
    await says('Delete everything');
    const why = root().querySelector('details')!;
    why.open = true;
    await says(
      'After that the law makes the merchant keep when it took place, and nothing of what was said, for 6 years from the end: Tax code § 147.',
    );
    expect(await barriers()).to.deep.equal([]);
    button('Delete…').click();
    const dialog = () => root().querySelector('parlour-confirm')!.shadowRoot!.querySelector('dialog')!;
    await waitUntil(() => dialog().open);
    dialog().querySelector<HTMLButtonElement>('.danger')!.click();
    await says('Of 1 conversation the law makes the merchant keep what is listed below.');
    await says('Kept because of a law');
    expect(await barriers()).to.deep.equal([]);
  });

  it('RET-14 names a law that keeps it whole, before and after it is deleted', async () => {
    const law = {
      basis: 'Securities Trading Act § 83',
      fields: [],
      keep: 365.25 * 5 * day,
      whole: true as const,
    };
    const [kept] = data.conversations;
    let answer: OwnData = { ...data, conversations: [{ ...kept!, keeps: [law] }] };
    openPortal(new Scripted({ 'data.read': () => answer, 'disclosure.own': undisclosed }));
    await says('Delete everything');
    await says(
      'The law makes the merchant keep the whole conversation, for 5 years from the end: Securities Trading Act § 83.',
    );
    answer = {
      ...data,
      conversations: [],
      byLaw: [{ startedAt: now, until: Date.UTC(2033, 4, 6), basis: law.basis }],
    };
    portal.remove();
    openPortal(new Scripted({ 'data.read': () => answer, 'disclosure.own': undisclosed }));
    await says('is hidden from everybody and will be deleted on');
    await says('Until then the law makes the merchant keep it: Securities Trading Act § 83.');
    expect(await barriers()).to.deep.equal([]);
  });

  it('REQ-5 deletes only after a question that says what will be gone', async () => {
    let deleted = false;
    const server = new Scripted({
      'data.read': () => (deleted ? { ...data, conversations: [] } : data),
      'disclosure.own': undisclosed,
      'data.erase': () => {
        deleted = true;
        return { deleted: 1, delayed: 0 };
      },
    });
    openPortal(server);
    await says('Delete everything');
    button('Delete…').click();
    const dialog = () => root().querySelector('parlour-confirm')!.shadowRoot!.querySelector('dialog')!;
    await waitUntil(() => dialog().open);
    expect(server.inputs('data.erase')).to.deep.equal([]);
    dialog().querySelector<HTMLButtonElement>('.danger')!.click();
    await says('1 conversation deleted for good.');
    expect(server.inputs('data.erase')).to.deep.equal([{ conversation: id }]);
    await says('We keep no conversation between you and Motors');
  });
});
