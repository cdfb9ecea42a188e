import './portal.define.js';
import { expect, waitUntil } from '@open-wc/testing';
import type { Confirm } from '../../ui/confirm.js';
import { PlatformWorld, run } from '../../testing/platform-world.js';
import { lost, refusal } from '../../testing/scripted.js';
import { admin, ana, id } from '../../testing/samples.js';
import {
  all,
  barriers,
  find,
  gone,
  leavePortal,
  onPhone,
  onWideScreen,
  openPortal,
  says,
  type,
} from '../../testing/pages.js';

describe('admin portal', () => {
  let world: PlatformWorld;
  const open = (path = '/admin') => openPortal('platform-portal', world.server, path);

  beforeEach(async () => {
    world = new PlatformWorld();
    await onWideScreen();
  });
  afterEach(leavePortal);

  describe('signing in', () => {
    beforeEach(() => {
      world.account = null;
    });

    it('asks for what is missing, beside the field, without asking the server', async () => {
      open();
      (await find('button', 'Sign in')).click();
      await says('Enter your e-mail address.');
      await says('Enter your password.');
      expect(world.server.inputs('session.open')).to.be.empty;
      expect(await barriers()).to.deep.equal([]);
    });

    it('says what went wrong in plain words and keeps the address', async () => {
      world.server.answers['session.open'] = () => {
        throw refusal('wrong_credentials');
      };
      open();
      type(await find('input', 'E-mail address'), 'ada@platform.example');
      type(await find('input', 'Password'), 'wrong');
      (await find('button', 'Sign in')).click();
      await says('do not match');
      expect((await find<HTMLInputElement>('input', 'E-mail address')).value).to.equal(
        'ada@platform.example',
      );
      expect(await barriers()).to.deep.equal([]);
    });

    it('ACC-4 says how long to wait where there were too many attempts', async () => {
      world.server.answers['session.open'] = () => {
        throw refusal('too_many_requests', { retryAfterMs: 41_200 });
      };
      open();
      type(await find('input', 'E-mail address'), 'ada@platform.example');
      type(await find('input', 'Password'), 'any');
      (await find('button', 'Sign in')).click();
      await says('Try again in 42 seconds.');
    });

    it('signs in for its own audience, and out again', async () => {
      open();
      type(await find('input', 'E-mail address'), 'ada@platform.example');
      type(await find('input', 'Password'), 'right');
      (await find('button', 'Sign in')).click();
      await find('h1', 'What is due');
      expect(world.server.inputs('session.open')).to.deep.equal([
        { audience: 'admin', email: 'ada@platform.example', password: 'right' },
      ]);
      (await find('button', 'Sign out')).click();
      await says('You are signed out.');
      expect(world.server.line.closed).to.equal(true);
    });

    it('says so where somebody is signed in to another portal', async () => {
      world.account = ana;
      open();
      await says('Ana Lindqvist is signed in to the Merchant portal');
    });

    it('says that the server cannot be reached, and tries again when asked', async () => {
      let reachable = false;
      world.server.answers['session.read'] = () => {
        if (!reachable) throw lost();
        return { account: admin };
      };
      open();
      await says('The server cannot be reached.');
      expect(await barriers()).to.deep.equal([]);
      reachable = true;
      (await find('button', 'Try again')).click();
      await find('h1', 'What is due');
    });

    it('ACC-3 shows the door when the server says that the session is over', async () => {
      world.account = admin;
      open();
      await find('h1', 'What is due');
      world.server.line.tell('session.ended');
      await says('Your session is over.');
    });
  });

  describe('first page', () => {
    it('shows what must be zero, what is due, and the days on which what is stored goes', async () => {
      open();
      await says('Everything past its date is gone.');
      await says('Released');
      await says('1,482');
      expect(document.title).to.equal('What is due · Admin portal · Parlour');
      (await find('summary')).click();
      await find(
        'th',
        /November|December|January|February|March|April|May|June|July|August|September|October/,
      );
      expect(await barriers()).to.deep.equal([]);
    });

    it('RET-7 says that the sweep has stopped itself, why, and how much waits in the title', async () => {
      world.overview = { ...world.overview, overdue: 4, brake: { due: 1_200, stored: 4_200 } };
      open();
      await says('1,200 conversations of 4,200 look due at once');
      expect(document.title).to.match(/^\(5\) /);
      expect((await find<HTMLAnchorElement>('a', 'Look at the purge')).pathname).to.equal('/admin/purge');
      expect(await barriers()).to.deep.equal([]);
    });

    it('OPS-7 names what waits for an admin, with the way there', async () => {
      open();
      await says('2 privacy requests past the last day for an answer');
      (await find('a', '1 mail that cannot be delivered')).click();
      await says('webhooks');
      expect(location.pathname).to.equal('/admin/health');
    });

    it('OPS-7 says that nothing waits where nothing does', async () => {
      world.health = { ...world.health, attention: [] };
      open();
      await says('Nothing else waits for you.');
      expect(await barriers()).to.deep.equal([]);
    });

    it('OPS-7 shows the health of store, mail and each job, on a phone too', async () => {
      open('/admin/health');
      await says('tried three times or more');
      for (const words of [
        'Well',
        'Failed; it is tried again',
        'Late: no server has begun it',
        'Not yet run',
      ])
        await says(words);
      expect(await barriers()).to.deep.equal([]);
      await onPhone();
      expect(await barriers()).to.deep.equal([]);
    });

    it('OPS-7 says so where the mail is not set up, and where health cannot be read', async () => {
      world.health = { ...world.health, mail: null };
      open('/admin/health');
      await says('SMTP_URL');
      world.server.answers['health.read'] = () => {
        throw lost();
      };
      leavePortal();
      open('/admin/health');
      await find('button', 'Try again');
    });

    it('says that nothing is stored where nothing is', async () => {
      world.overview = { ...world.overview, stored: 0, due: 0, nextDueAt: null, byDay: [], runs: [] };
      open();
      await says('No stored conversation goes in the next 0 days.');
      expect(await barriers()).to.deep.equal([]);
    });

    it('says what failed, and loads it when asked again', async () => {
      const { overview } = world;
      world.server.answers['retention.overview'] = () => {
        throw refusal('internal', { requestId: 'req_7' });
      };
      open();
      await says('Request id: req_7');
      world.server.answers['retention.overview'] = () => overview;
      (await find('button', 'Try again')).click();
      await says('1,482');
    });

    it('goes to the other pages without loading, starting at their heading', async () => {
      open();
      await find('h1', 'What is due');
      (await find('a', 'Ledger')).click();
      const heading = await find('h1', 'Ledger');
      await waitUntil(() => (heading.getRootNode() as ShadowRoot).activeElement === heading);
      expect(location.pathname).to.equal('/admin/ledger');
      history.back();
      await find('h1', 'What is due');
    });
  });

  describe('purge', () => {
    it('RET-8 previews by merchant and rule', async () => {
      open('/admin/purge');
      await find('th', 'Harbour Cars');
      await says('The consumer refused storage');
      expect(await barriers()).to.deep.equal([]);
    });

    it('RET-8 asks first, with the number, and does nothing when the answer is no', async () => {
      open('/admin/purge');
      (await find('button', 'Purge 12 conversations…')).click();
      await says('12 conversations of 2 merchants will be removed for good');
      await says('This cannot be undone, not even from a backup.');
      expect(await barriers()).to.deep.equal([]);
      const dialog = await find<Confirm>('parlour-confirm');
      expect((dialog.shadowRoot!.activeElement as HTMLElement).innerText).to.equal('Cancel');
      (await find('button', 'Cancel')).click();
      await gone('dialog');
      expect(world.server.inputs('purge.start')).to.be.empty;
    });

    it('RET-8 shows one bar with counts, then the result', async () => {
      open('/admin/purge');
      (await find('button', 'Purge 12 conversations…')).click();
      (await find('button', 'Purge 12 conversations')).click();
      await says('0 of 12 conversations purged');
      const going = run('now', { state: 'running', doneAt: null, startedAt: Date.now(), by: 'admin' });
      world.server.line.tell('purge.progressed', { ...going, purged: 5 });
      await says('5 of 12 conversations purged');
      expect((await find<HTMLProgressElement>('progress')).value).to.equal(5);
      expect(await barriers()).to.deep.equal([]);
      world.preview = { asOf: Date.now(), conversations: 0, groups: [] };
      const done = { ...going, state: 'done' as const, purged: 12, doneAt: going.startedAt + 2_500 };
      world.overview = { ...world.overview, runs: [done, ...world.overview.runs] };
      world.server.line.tell('purge.progressed', done);
      await says('12 conversations purged in 2.5 seconds.');
      await says('Nothing is due.');
      expect(await barriers()).to.deep.equal([]);
    });

    it('RET-4 takes up a run that it finds going, and says where one stopped', async () => {
      const going = run('other', { state: 'running', doneAt: null, purged: 3 });
      world.overview = { ...world.overview, runs: [going] };
      open('/admin/purge');
      await says('3 of 12 conversations purged');
      world.overview = { ...world.overview, runs: [{ ...going, state: 'stopped' }] };
      world.server.line.tell('purge.progressed', { ...going, state: 'stopped', purged: 4 });
      await says('The purge stopped after 4 of 12 conversations.');
    });

    it('watches the other run where somebody was quicker', async () => {
      world.server.answers['purge.start'] = () => {
        world.overview = {
          ...world.overview,
          runs: [run('theirs', { state: 'running', doneAt: null, purged: 6 })],
        };
        throw refusal('purge_running');
      };
      open('/admin/purge');
      (await find('button', 'Purge 12 conversations…')).click();
      (await find('button', 'Purge 12 conversations')).click();
      await says('A purge is already running.');
      await says('6 of 12 conversations purged');
    });
  });

  describe('ledger', () => {
    it('RET-15 has the certificate of each entry’s run, also where the run is listed no more', async () => {
      world.server.answers['certificate.read'] = () => ({ text: '{}', signature: 's', publicKey: 'p' });
      open('/admin/ledger');
      await says('50 entries shown');
      (await find('button', /^Download the signed certificate/)).click();
      await waitUntil(() => world.server.inputs('certificate.read').length === 1);
      expect(world.server.inputs('certificate.read')).to.deep.equal([{ run: id('purgeRun', 'sweep') }]);
    });

    it('RET-9 shows the entries and loads more', async () => {
      open('/admin/ledger');
      await says('50 entries shown');
      await says('15 messages, 2 consent events, 1 key, 1 conversation');
      expect(await barriers()).to.deep.equal([]);
      (await find('button', 'Load more')).click();
      await says('60 entries shown');
      expect(all('button', 'Load more')).to.be.empty;
    });

    it('RET-9 finds the entry of one conversation, at an address of its own', async () => {
      open('/admin/ledger');
      type(await find('input', 'Find by conversation id'), ` ${id('conversation', 'blue')} `);
      (await find('button', 'Find')).click();
      await says('1 entry shown');
      expect(location.search).to.equal(`?conversation=${id<string>('conversation', 'blue')}`);
      expect(world.server.inputs('ledger.list').at(-1)).to.deep.equal({
        conversation: id<string>('conversation', 'blue'),
      });
      (await find('a', 'Show all entries')).click();
      await says('50 entries shown');
    });

    it('says what an id looks like where it is none, and asks nobody', async () => {
      open('/admin/ledger?conversation=nonsense');
      await says('A conversation id is cnv_ followed by');
      expect(world.server.inputs('ledger.list')).to.be.empty;
      expect(await barriers()).to.deep.equal([]);
    });

    it('says that there is no entry, or none yet', async () => {
      world.ledger = [];
      open('/admin/ledger');
      await says('Nothing has been purged yet.');
      expect(await barriers()).to.deep.equal([]);
    });
  });

  it('fits on a phone, each row of a table as a card', async () => {
    await onPhone();
    open('/admin/purge');
    await find('th', 'Harbour Cars');
    expect(document.documentElement.scrollWidth).to.equal(390);
    const frame = await find('.table-frame');
    expect(frame.scrollWidth).to.be.at.most(frame.clientWidth);
    expect(await barriers()).to.deep.equal([]);
  });

  it('says that there is no such page', async () => {
    open('/admin/nowhere');
    await says('There is nothing at this address.');
    expect(await barriers()).to.deep.equal([]);
  });
});
