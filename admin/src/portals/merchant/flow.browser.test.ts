import './portal.define.js';
import { expect, waitUntil } from '@open-wc/testing';
import type { BlockView } from '@parlour/shared/model/block.js';
import type { ConsumerId } from '@parlour/shared/model/ids.js';
import { day, hour } from '@parlour/shared/rules/expiry.js';
import { at, mine, row, rows, theirs, waits } from '../../testing/main-street.js';
import { MerchantWorld } from '../../testing/merchant-world.js';
import {
  all,
  barriers,
  find,
  gone,
  leavePortal,
  onPhone,
  onWideScreen,
  openPortal,
  press,
  says,
} from '../../testing/pages.js';
import { ana, anaAsAgent, ben, conversation, entry } from '../../testing/samples.js';
import { refusal } from '../../testing/scripted.js';

let world: MerchantWorld;
const open = (path = '/merchant') => openPortal('merchant-portal', world.server, path);
const asked = (name: string): Record<string, unknown>[] =>
  world.server.calls
    .filter((call) => call.name === name)
    .map(({ input }) => input as Record<string, unknown>);
const offered = (seconds = 30) =>
  entry(waits, { unread: 2, offer: { to: ana.id, until: Date.now() + seconds * 1_000 } });
const choose = (select: HTMLElement, value: string): void => {
  (select as HTMLSelectElement).value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
};

beforeEach(async () => {
  world = new MerchantWorld(rows());
  await onWideScreen();
});
afterEach(leavePortal);

describe('offers', () => {
  it('CNV-2 come with the seconds that are left, are taken with the keyboard, and lead to the conversation', async () => {
    open('/merchant/closed');
    await row(/Opening hours/);
    world.tell(offered());
    await says('Offered to you: Blue hatchback, 2019');
    await says(/\d+ seconds left/);
    expect(await barriers()).to.deep.equal([]);
    press({ altKey: true, code: 'KeyA' });
    await says('You have it');
    expect(location.pathname).to.equal(at(waits.id));
    expect(all('button', 'Take it')).to.be.empty;
  });

  it('CNV-2 are there after a reload, can be passed on, and vanish when a colleague was quicker or time is up', async () => {
    world.put(offered(), world.messages.get(waits.id));
    open();
    (await find('button', 'Pass on')).click();
    await gone('button', 'Take it');
    expect(asked('offer.decline')).to.deep.equal([{ conversation: waits.id }]);
    world.tell(offered());
    await find('button', 'Take it');
    world.tell(entry({ ...waits, state: 'active', agent: ben, revision: 9 }));
    await gone('button', 'Take it');
    world.tell(offered(1));
    await find('button', 'Take it');
    await waitUntil(() => all('button', 'Take it').length === 0, 'still offered', { timeout: 4_000 });
  });

  it('CNV-2 say so where it was too late', async () => {
    world.put(offered(), world.messages.get(waits.id));
    world.server.answers['conversation.accept'] = () => {
      throw refusal('already_taken');
    };
    open();
    (await find('button', 'Take it')).click();
    await says('It was not taken. A colleague has already taken this conversation.');
  });

  it('CNV-2 go to nobody else: what is offered to a colleague is not shown as mine', async () => {
    open();
    await row(/Blue hatchback/);
    world.tell(entry(waits, { offer: { to: ben.id, until: Date.now() + 30_000 } }));
    await row(/Blue hatchback/);
    expect(all('button', 'Take it')).to.be.empty;
  });
});

describe('availability', () => {
  it('CNV-2 is chosen, is the same in every tab, and goes back where it could not be stored', async () => {
    open();
    const select = await find<HTMLSelectElement>('select');
    await waitUntil(() => !select.disabled && select.value === 'online');
    choose(select, 'away');
    await waitUntil(() => asked('availability.choose').length === 1);
    expect(asked('availability.choose')).to.deep.equal([{ availability: 'away' }]);
    world.server.line.tell('availability.changed', { availability: 'offline' });
    await waitUntil(() => select.value === 'offline');
    world.server.answers['availability.choose'] = () => {
      throw refusal('unavailable');
    };
    choose(select, 'online');
    await says('It could not be changed. Try again.');
    await waitUntil(() => select.value === 'offline');
    expect(await barriers()).to.deep.equal([]);
  });
});

describe('hand-over', () => {
  it('CNV-3 names colleagues with what they have, keeps the reason for them, and says that it is done', async () => {
    world.server.answers['conversation.transfer'] = () => {
      world.tell(entry({ ...mine, agent: ben, revision: 9 }));
      return { conversation: { ...mine, agent: ben, revision: 9 } };
    };
    open(at(mine.id, 'mine'));
    (await find('button', 'More that can be done with this conversation')).click();
    (await find('button', 'Hand over…')).click();
    await says('Hand the conversation over');
    expect(all('label', /Ben Okafor: away, has 2 of 4/)).to.have.length(1);
    expect(all('label', /take it over myself/i)).to.be.empty;
    expect(await barriers()).to.deep.equal([]);
    const reason = await find<HTMLTextAreaElement>('textarea', /Reason/);
    reason.value = 'Knows vans';
    (await find('dialog button', 'Hand over')).click();
    await says('Ben Okafor has it');
    expect(asked('conversation.transfer')).to.deep.equal([
      { conversation: mine.id, to: ben.id, reason: 'Knows vans' },
    ]);
  });

  it('CNV-3 an agent is not shown what they may not do; a manager takes over', async () => {
    open(at(theirs.id, 'all'));
    (await find('button', 'More that can be done with this conversation')).click();
    await find('button', 'Block the consumer…');
    expect(all('button', 'Hand over…')).to.be.empty;
    expect(all('button', 'Put off…')).to.be.empty;
    leavePortal();
    world.account = { ...ana, role: 'manager' };
    world.server.answers['conversation.transfer'] = () => ({
      conversation: { ...theirs, agent: anaAsAgent, revision: 9 },
    });
    open(at(theirs.id, 'all'));
    (await find('button', 'More that can be done with this conversation')).click();
    (await find('button', 'Hand over…')).click();
    await says('Hand the conversation over');
    (await find('dialog button', 'Hand over')).click();
    await says('You have it');
    expect(asked('conversation.transfer')[0]).to.include({ to: ana.id });
  });

  it('CNV-3 says why it did not work, and keeps the dialog', async () => {
    world.server.answers['conversation.transfer'] = () => {
      throw refusal('no_such_colleague');
    };
    open(at(mine.id, 'mine'));
    (await find('button', 'More that can be done with this conversation')).click();
    (await find('button', 'Hand over…')).click();
    (await find('dialog button', 'Hand over')).click();
    await says('It did not work. This person cannot take the conversation');
  });
});

describe('putting off', () => {
  it('CNV-2 what is put off leaves mine, says until when, and is brought back', async () => {
    const off = entry(mine, { page: 'Test drive', snooze: { until: null } });
    world.server.answers['conversation.snooze'] = () => {
      world.tell(off);
      return { entry: off };
    };
    world.server.answers['conversation.wake'] = () => {
      const back = entry(mine, { page: 'Test drive' });
      world.tell(back);
      return { entry: back };
    };
    open(at(mine.id, 'mine'));
    await row(/Test drive/);
    (await find('button', 'More that can be done with this conversation')).click();
    (await find('button', 'Put off…')).click();
    expect(await barriers()).to.deep.equal([]);
    (await find('dialog button', 'Put off')).click();
    await gone('[role=listitem] a', /Test drive/);
    await says('Put off until the consumer writes');
    expect(asked('conversation.snooze')).to.deep.equal([{ conversation: mine.id }]);
    (await find('button', 'More that can be done with this conversation')).click();
    (await find('button', 'Bring back now')).click();
    await row(/Test drive/);
  });
});

describe('blocking', () => {
  const block: BlockView = {
    consumer: 'con_AAAAAAAAAAAAAAAAAAAAAA' as ConsumerId,
    reason: 'abuse',
    at: Date.now(),
    until: Date.now() + 30 * day,
    by: anaAsAgent,
    conversation: null,
  };

  it('CNV-7 is done from a conversation, for a time and with a reason', async () => {
    world.server.answers['consumer.block'] = () => ({ block });
    open(at(waits.id));
    (await find('button', 'More that can be done with this conversation')).click();
    (await find('button', 'Block the consumer…')).click();
    await says('The conversation ends now.');
    expect(await barriers()).to.deep.equal([]);
    (all('dialog select')[0] as HTMLSelectElement).value = '720';
    (await find('dialog button', 'Block and end')).click();
    await gone('dialog button', 'Block and end');
    expect(asked('consumer.block')).to.deep.equal([{ conversation: waits.id, hours: 720, reason: 'abuse' }]);
  });

  it('CNV-7 a manager sees who is blocked, until when, and ends it', async () => {
    world.account = { ...ana, role: 'manager' };
    let blocks = [block];
    world.server.answers['block.list'] = () => ({ blocks });
    world.server.answers['block.end'] = () => {
      blocks = [];
      return {};
    };
    open('/merchant/settings/blocked');
    await says('Insults or harassment');
    expect(await barriers()).to.deep.equal([]);
    (await find('button', 'Unblock')).click();
    await says('The block has ended.');
    await says('Nobody is blocked.');
    expect(asked('block.end')).to.deep.equal([{ consumer: block.consumer }]);
  });
});

describe('assignment', () => {
  it('CNV-2 a manager sets the rule and how many each is offered', async () => {
    world.account = { ...ana, role: 'manager' };
    world.server.answers['assignment.set'] = (settings: object) => ({ settings });
    world.server.answers['agent.capacity'] = () => ({ agent: world.assignment.agents[1] });
    open('/merchant/settings/assignment');
    const capacity = await find<HTMLInputElement>('input', 'At once, Ben Okafor');
    expect(await barriers()).to.deep.equal([]);
    capacity.value = '2';
    capacity.dispatchEvent(new InputEvent('input', { bubbles: true }));
    (await find('label', 'Everybody takes from the queue')).click();
    (await find('button', 'Save')).click();
    await says('Saved.');
    expect(asked('assignment.set')).to.deep.equal([{ rule: 'by_hand', offerSeconds: 30 }]);
    expect(asked('agent.capacity')).to.deep.equal([{ account: ben.id, capacity: 2 }]);
  });
});

describe('ratings', () => {
  const rated = conversation('rated', {
    state: 'closed',
    closedAt: Date.now() - hour,
    agent: anaAsAgent,
    rating: { score: 4, comment: 'Quick and kind', at: Date.now() },
  });

  for (const [screen, set] of [
    ['wide', onWideScreen],
    ['phone', onPhone],
  ] as const) {
    it(`CNV-5 is read below the closed conversation, ${screen}`, async () => {
      await set();
      world.put(entry(rated, { page: 'Winter tyres' }));
      open(at(rated.id, 'closed'));
      await says('The consumer gave 4 of 5.');
      expect(all('q').map((quote) => quote.textContent)).to.deep.equal(['Quick and kind']);
      expect(await barriers()).to.deep.equal([]);
    });
  }
});
