import './portal.define.js';
import { expect, waitUntil } from '@open-wc/testing';
import type { ConversationId, LegalRequestId, OwnershipChangeId } from '@parlour/shared/model/ids.js';
import type { LegalRequestView } from '@parlour/shared/protocol/legal-request.js';
import type { OwnershipChangeView } from '@parlour/shared/protocol/ownership.js';
import { day } from '@parlour/shared/rules/expiry.js';
import {
  all,
  barriers,
  find,
  leavePortal,
  onPhone,
  onWideScreen,
  openPortal,
  says,
  type,
} from '../../testing/pages.js';
import { PlatformWorld } from '../../testing/platform-world.js';
import { id } from '../../testing/samples.js';
import { refusal } from '../../testing/scripted.js';
import type { DisclosuresPage } from './disclosures-page.js';

const now = Date.now();

const request = (changes: Partial<LegalRequestView> = {}): LegalRequestView => ({
  id: id<LegalRequestId>('legalRequest', 'one'),
  authority: 'District Court',
  reference: '12 C 34/26',
  basis: 'Section 95',
  scope: { conversation: id<ConversationId>('conversation', 'one'), merchant: null, from: null, to: null },
  conversations: 1,
  gagUntil: now + 30 * day,
  held: true,
  state: 'filed',
  filedBy: 'Eve',
  filedAt: now - day,
  decidedBy: null,
  decidedAt: null,
  own: false,
  ...changes,
});

const change = (changes: Partial<OwnershipChangeView> = {}): OwnershipChangeView => ({
  id: id<OwnershipChangeId>('ownershipChange', 'one'),
  merchant: 'Main Street Motors',
  newOwner: 'Bigger Motors Inc.',
  on: now + 20 * day,
  state: 'planned',
  noticeSentAt: null,
  doneAt: null,
  ...changes,
});

describe('disclosures, for admins', () => {
  let world: PlatformWorld;
  const open = () => openPortal('platform-portal', world.server, '/admin/disclosures');

  beforeEach(async () => {
    world = new PlatformWorld();
    Object.assign(world.server.answers, {
      'legal.list': () => ({ requests: [] }),
      'ownership.list': () => ({ changes: [] }),
      'disclosure.list': () => ({ disclosures: [], next: null }),
    });
    await onWideScreen();
  });
  afterEach(leavePortal);

  it('says that there is nothing, and what failed', async () => {
    open();
    await says('No authority has asked for anything.');
    await says('No merchant changes hands.');
    await says('Nothing has left.');
    expect(await barriers()).to.deep.equal([]);
    leavePortal();
    for (const name of ['legal.list', 'ownership.list', 'disclosure.list'] as const)
      world.server.answers[name] = () => {
        throw refusal('unavailable');
      };
    open();
    await waitUntil(() => all('button', 'Try again').length === 3);
    expect(await barriers()).to.deep.equal([]);
  });

  it('DIS-3 files what an authority asks for', async () => {
    world.server.answers['legal.file'] = () => ({ request: request({ own: true }) });
    open();
    (await find('button', 'File a request')).click();
    type(await find('input', 'Authority'), 'District Court');
    type(await find('input', 'Their reference'), '12 C 34/26');
    type(await find('input', 'The provision that it rests on'), 'Section 95');
    (await find('input', /^A merchant’s conversations/)).click();
    type((await find('platform-legal-form')).shadowRoot!.querySelector('#merchant')!, 'motors');
    type(await find('input', 'From'), '2026-01-01');
    type(await find('input', 'To'), '2026-01-31');
    expect(await barriers()).to.deep.equal([]);
    (await find('button', 'File')).click();
    await says('Another admin must release it.');
    expect(world.server.inputs('legal.file')).to.deep.equal([
      {
        authority: 'District Court',
        reference: '12 C 34/26',
        basis: 'Section 95',
        scope: {
          merchant: 'motors',
          from: Date.UTC(2026, 0, 1),
          to: Date.UTC(2026, 1, 1) - 1,
        },
        hold: false,
      },
    ]);
  });

  it('DIS-3 releases another’s after a question, and hands out the package once', async () => {
    let state: LegalRequestView['state'] = 'filed';
    Object.assign(world.server.answers, {
      'legal.list': () => ({ requests: [request({ state })] }),
      'legal.release': () => {
        state = 'released';
        return { request: request({ state }), token: 'A'.repeat(43), expiresAt: now + day };
      },
    });
    open();
    await says('The consumer is told on');
    const fetched: unknown[] = [];
    (await find<DisclosuresPage>('platform-disclosures')).download = (_operation, input) => {
      fetched.push(input);
      return Promise.resolve(new Blob(['zip']));
    };
    (await find('button', 'Release…')).click();
    await says('1 conversation will leave the platform for: District Court');
    expect(await barriers()).to.deep.equal([]);
    (await find('button', 'Release the package')).click();
    (await find('button', 'Download the package')).click();
    await says('The sealed package is destroyed.');
    expect(fetched).to.deep.equal([{ token: 'A'.repeat(43) }]);
    expect(all('button', 'Download the package')).to.be.empty;
    expect(await barriers()).to.deep.equal([]);
  });

  it('DIS-3 does not offer to release one’s own, and says why', async () => {
    world.server.answers['legal.list'] = () => ({ requests: [request({ own: true })] });
    open();
    await says('You filed it: another admin must release it.');
    expect(all('button', 'Release…')).to.be.empty;
  });

  it('DIS-5 announces a change before it can be carried out, and says why it is refused', async () => {
    let state: OwnershipChangeView['state'] = 'planned';
    Object.assign(world.server.answers, {
      'ownership.list': () => ({ changes: [change({ state })] }),
      'ownership.announce': () => {
        state = 'announced';
        return { change: change({ state }), mails: 4 };
      },
      'ownership.carry-out': () => {
        throw refusal('not_yet');
      },
    });
    open();
    await says('Planned; nobody has been told');
    expect(all('button', 'Carry it out…')).to.be.empty;
    (await find('button', 'Send the notice')).click();
    await says('The notice is sent: 4 mails');
    (await find('button', 'Carry it out…')).click();
    (await find('button', 'Carry it out')).click();
    await says('Its date has not come.');
    expect(await barriers()).to.deep.equal([]);
    await onPhone();
    expect(document.documentElement.scrollWidth).to.be.at.most(390);
    expect(await barriers()).to.deep.equal([]);
  });
});
