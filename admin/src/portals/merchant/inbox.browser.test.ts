import './portal.define.js';
import { expect, waitUntil } from '@open-wc/testing';
import { row, rows, waits } from '../../testing/main-street.js';
import { MerchantWorld } from '../../testing/merchant-world.js';
import {
  all,
  barriers,
  find,
  gone,
  leavePortal,
  onWideScreen,
  openPortal,
  says,
} from '../../testing/pages.js';
import { anaAsAgent, ben, conversation, entry, said } from '../../testing/samples.js';
import { refusal } from '../../testing/scripted.js';

describe('inbox', () => {
  let world: MerchantWorld;
  const open = (path = '/merchant') => openPortal('merchant-portal', world.server, path);

  beforeEach(async () => {
    world = new MerchantWorld(rows());
    await onWideScreen();
  });
  afterEach(leavePortal);

  it('lists who waits, with the page, the last words, what is unread and since when', async () => {
    open();
    const found = await row(/Blue hatchback/);
    expect(found.textContent).to.match(/waits 2 min/);
    expect(found.textContent).to.contain('2 unread messages');
    expect(found.textContent).to.contain('CarFinder');
    expect((await find('[role=list]', 'Conversations')).contains(found)).to.equal(true);
    expect(document.title).to.equal('(1) Queue · Main Street Motors · Parlour');
    expect(await barriers()).to.deep.equal([]);
  });

  it('shows each view at an address of its own, with its count', async () => {
    open('/merchant/mine');
    await row(/Test drive/);
    expect(all('[role=listitem]')).to.have.length(1);
    (await find('nav a', /^All/)).click();
    await row(/Van with tow bar/);
    expect(location.pathname).to.equal('/merchant/all');
    expect((await find('nav a', /^All/)).textContent).to.contain('3 conversations');
    (await find('nav a', /^Closed/)).click();
    await row(/Opening hours/);
    history.back();
    await row(/Van with tow bar/);
  });

  it('takes in what is new and what changes, live, and says so', async () => {
    open();
    await row(/Blue hatchback/);
    const fresh = conversation('fresh', { startedAt: Date.now() });
    world.put(entry(fresh, { page: 'Red convertible' }), [said(fresh, 1, 'Hello')]);
    world.server.line.tell('inbox.changed', world.entries.get(fresh.id)!);
    await row(/Red convertible/);
    await says('A new conversation waits: Red convertible');
    await waitUntil(() => document.title.startsWith('(2) '), 'the count is asked again');
    world.tell(entry({ ...waits, state: 'active', agent: ben }));
    await gone('[role=listitem] a', /Blue hatchback/);
    await waitUntil(() => document.title.startsWith('(1) '), 'the count follows');
  });

  it('keeps ten thousand rows as light as ten', async () => {
    world = new MerchantWorld(
      Array.from({ length: 10_000 }, (_, number) => ({
        entry: entry(conversation(`n${number}`), { page: `Car ${number}` }),
      })),
    );
    open();
    await row(/Car 0/);
    expect(all('[role=listitem]').length).to.be.lessThan(40);
    const list = await find('[role=list]');
    list.scrollTop = list.scrollHeight;
    await row(/Car 49/);
    await waitUntil(() => world.server.inputs('inbox.list').length > 1, 'the next rows are fetched');
  });

  it('knows the page of a conversation that was opened by its address and is in no row', async () => {
    const far = entry(conversation('far'), { page: 'Orange estate' });
    world = new MerchantWorld([
      ...Array.from({ length: 60 }, (_, number) => ({ entry: entry(conversation(`n${number}`)) })),
      { entry: far },
    ]);
    open(`/merchant/conversations/${far.conversation.id}`);
    await find('h2', 'Orange estate');
  });

  it('says what to do where nobody waits', async () => {
    world = new MerchantWorld();
    open();
    await says('Nobody waits.');
    await says('Choose a conversation.');
    expect(await barriers()).to.deep.equal([]);
  });

  it('says what failed and loads it when asked again', async () => {
    const answer = world.server.answers['inbox.list']!;
    world.server.answers['inbox.list'] = () => {
      throw refusal('unavailable');
    };
    open();
    await says('Nothing was lost; try again shortly.');
    expect(await barriers()).to.deep.equal([]);
    world.server.answers['inbox.list'] = answer;
    (await find('button', 'Try again')).click();
    await row(/Blue hatchback/);
  });

  it('asks again after a reconnection, and says since when there is none', async () => {
    open();
    await row(/Blue hatchback/);
    world.server.line.enter('disconnected');
    await says(/Reconnecting since \d/);
    expect(await barriers()).to.deep.equal([]);
    world.entries.delete(waits.id);
    world.server.line.enter('connected');
    await says('Nobody waits.');
    await gone('p', /Reconnecting/);
  });

  it('counts right where an answer and a change overtake each other', async () => {
    open();
    await row(/Blue hatchback/);
    const answer = world.server.answers['inbox.list']!;
    let told = false;
    world.server.answers['inbox.list'] = (input: never) => {
      const rows = answer(input);
      if (!told) world.tell(entry({ ...waits, state: 'active', agent: anaAsAgent, head: 9 }));
      told = true;
      return rows;
    };
    (await find('nav a', /^Mine/)).click();
    await row(/Blue hatchback/);
    await find('nav a', /^Queue.*0 conversations/s);
    await find('nav a', /^Mine.*2 conversations/s);
    await find('nav a', /^All.*3 conversations/s);
  });
});
