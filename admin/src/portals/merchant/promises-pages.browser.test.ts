import './portal.define.js';
import { expect, waitUntil } from '@open-wc/testing';
import type { ConversationId, HoldId, ObligationId, ObligedRecordId } from '@parlour/shared/model/ids.js';
import type { ObligationTold } from '@parlour/shared/model/obligation.js';
import type { CustodyView } from '@parlour/shared/protocol/hold.js';
import type { MaskingPattern } from '@parlour/shared/protocol/masking.js';
import type { ObligationView, ObligedRecordView } from '@parlour/shared/protocol/obligation.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { yearsOf } from '../../ui/obligation-words.js';
import { MerchantWorld } from '../../testing/merchant-world.js';
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
import { ana, id } from '../../testing/samples.js';

const now = Date.now();
let world: MerchantWorld;
const open = (path: string) => openPortal('merchant-portal', world.server, path);

beforeEach(async () => {
  world = new MerchantWorld();
  world.account = { ...ana, role: 'manager' };
  await onWideScreen();
});
afterEach(leavePortal);

describe('what the law makes a merchant keep', () => {
  let obligations: ObligationView[];
  let records: ObligedRecordView[];

  beforeEach(() => {
    obligations = [];
    records = [];
    Object.assign(world.server.answers, {
      'rule.read': () => ({ keep: 30 * day, floor: day, ceiling: 730 * day, waiting: null }),
      'obligation.list': () => ({ obligations, records }),
      'obligation.add': (told: ObligationTold) => {
        const obligation: ObligationView = {
          ...told,
          id: id<ObligationId>('obligation', 'one'),
          addedAt: now,
          addedBy: 'Ana',
          endedAt: null,
          records: 1,
        };
        obligations = [obligation];
        return { obligation };
      },
      'obligation.end': () => {
        obligations = obligations.map((one) => ({ ...one, endedAt: now, records: 0 }));
        return { obligation: obligations[0] };
      },
      'obligation.read': () => ({ fields: [{ field: 'times', text: 'Began in May' }] }),
    });
  });

  it('RET-13 is entered with its fields and years, and ended only after a question', async () => {
    open('/merchant/retention');
    await says('No law is entered.');
    expect(await barriers()).to.deep.equal([]);
    type(await find('input', 'Law'), 'Tax code § 147');
    (await find('input', 'when it took place')).click();
    type(await find('input', 'Years from the close'), '6');
    (await find('button', 'Enter this law')).click();
    await says('“Tax code § 147” holds from now on.');
    expect(world.server.inputs('obligation.add')).to.deep.equal([
      { basis: 'Tax code § 147', fields: ['times'], keep: yearsOf(6) },
    ]);
    await says('Keeps when it took place, for 6 years.');
    (await find('button', 'It no longer holds…')).click();
    await says('Does “Tax code § 147” no longer hold?');
    expect(world.server.inputs('obligation.end')).to.deep.equal([]);
    (await find('dialog button', 'End it')).click();
    await says('Ended. What it kept is being deleted.');
  });

  it('RET-13 what is kept is read with a reason, on a phone too', async () => {
    await onPhone();
    records = [
      {
        id: id<ObligedRecordId>('obligedRecord', 'one'),
        basis: 'Tax code § 147',
        fields: ['times'],
        keptSince: now - day,
        until: now + 400 * day,
      },
    ];
    open('/merchant/retention');
    (await find('summary', 'Read it')).click();
    type(await find('input', 'Why do you need it?'), 'The tax office asks');
    (await find('form button', 'Read it')).click();
    await says('Began in May');
    expect(world.server.inputs('obligation.read')).to.deep.equal([
      { record: records[0]!.id, reason: 'The tax office asks' },
    ]);
    expect(document.documentElement.scrollWidth).to.be.at.most(390);
    expect(await barriers()).to.deep.equal([]);
  });
});

describe('a merchant’s own masking patterns', () => {
  let patterns: readonly MaskingPattern[];

  beforeEach(() => {
    patterns = [];
    Object.assign(world.server.answers, {
      'masking.read': () => ({ patterns }),
      'masking.set': (input: { patterns: readonly MaskingPattern[] }) => {
        ({ patterns } = input);
        return input;
      },
    });
  });
  const result = () => all('output')[0]?.textContent?.trim() ?? '';

  it('POL-6 are tried on a text while they are written, and refused in words where they could run away', async () => {
    open('/merchant/settings/masking');
    await says('You have no pattern of your own.');
    const pattern = await find('input', 'Pattern');
    type(pattern, 'KD-\\d{5}');
    await waitUntil(() => result() === 'My customer number is ••••••••, thank you.', 'it is not tried');
    type(pattern, 'XX');
    await waitUntil(() => result().includes('The pattern masks nothing in this text.'));
    type(pattern, '(a)\\1');
    await waitUntil(() => pattern.getAttribute('aria-invalid') === 'true');
    expect(all('#unsafe')[0]?.textContent?.trim()).to.not.equal('');
    expect(await barriers()).to.deep.equal([]);
    type(pattern, 'KD-\\d{5}');
    type(await find('input', 'Name'), 'Customer number');
    type(await find('textarea', 'Try it on a text'), 'I am kd-54321');
    await waitUntil(() => result() === 'I am ••••••••');
    (await find('button', 'Add pattern')).click();
    await says('“Customer number” is saved.');
    expect(patterns).to.deep.equal([{ name: 'Customer number', pattern: 'KD-\\d{5}' }]);
    (await find('button', 'Remove: Customer number')).click();
    (await find('dialog button', 'Remove')).click();
    await says('You have no pattern of your own.');
    expect(patterns).to.deep.equal([]);
  });
});

describe('what a custodian must keep', () => {
  let holds: CustodyView[];
  const hold = id<HoldId>('hold', 'one');
  const conversation = id<ConversationId>('conversation', 'one');

  beforeEach(() => {
    holds = [];
    Object.assign(world.server.answers, {
      'hold.custody': () => ({ holds }),
      'hold.acknowledge': () => {
        holds = holds.map((one) => ({ ...one, acknowledgedAt: now }));
        return { acknowledgedAt: now };
      },
      'hold.read': () => ({
        messages: [
          {
            conversation,
            seq: 1,
            at: now,
            sender: { role: 'consumer' },
            clientId: 'A'.repeat(22),
            consentEvent: 1,
            kind: 'text',
            text: 'It was broken when it came',
          },
        ],
        notes: [
          {
            conversation,
            number: 1,
            after: 1,
            at: now,
            author: { id: ana.id, name: 'Ana' },
            clientId: 'B'.repeat(22),
            text: 'He said so before',
            mentions: [],
          },
        ],
      }),
    });
  });

  it('HLD-5 is listed, acknowledged once, and read with a reason, notes included', async () => {
    open('/merchant/custody');
    await says('You are custodian of no legal hold.');
    leavePortal();
    holds = [
      {
        id: hold,
        reason: 'Case 12/26',
        placedAt: now - day,
        acknowledgedAt: null,
        conversations: [{ id: conversation, startedAt: now - 2 * day, closedAt: now - day, hidden: true }],
      },
    ];
    await onPhone();
    open('/merchant/custody');
    await says('It waits for your word.');
    expect(await barriers()).to.deep.equal([]);
    (await find('button', 'I know of it, and keep it')).click();
    await says('Noted. The admins see it.');
    expect(all('button', 'I know of it, and keep it')).to.have.length(0);
    (await find('summary', 'Read it')).click();
    type(await find('input', 'Why do you need it?'), 'The court asks');
    (await find('form button', 'Read it')).click();
    await says('It was broken when it came');
    await says('He said so before');
    expect(world.server.inputs('hold.read')).to.deep.equal([
      { hold, conversation, reason: 'The court asks' },
    ]);
    expect(document.documentElement.scrollWidth).to.be.at.most(390);
    expect(await barriers()).to.deep.equal([]);
  });
});
