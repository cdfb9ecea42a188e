import './portal.define.js';
import { expect, waitUntil } from '@open-wc/testing';
import { at, mine, reply, row, rows } from '../../testing/main-street.js';
import { MerchantWorld } from '../../testing/merchant-world.js';
import {
  all,
  barriers,
  enlarged,
  find,
  gone,
  leavePortal,
  onPhone,
  onWideScreen,
  openPortal,
  press,
  says,
  type,
} from '../../testing/pages.js';
import { ana } from '../../testing/samples.js';
import { lost } from '../../testing/scripted.js';

describe('merchant portal', () => {
  let world: MerchantWorld;
  const open = (path = '/merchant') => openPortal('merchant-portal', world.server, path);

  beforeEach(async () => {
    world = new MerchantWorld(rows());
    await onWideScreen();
  });
  afterEach(leavePortal);

  describe('keyboard', () => {
    it('Alt+J and Alt+K go through the list, Alt+L to the reply, Alt+E closes', async () => {
      open('/merchant/all');
      await row(/Test drive/);
      const order = all('[role=listitem] a').map((link) => (link as HTMLAnchorElement).pathname);
      press({ code: 'KeyJ', key: 'j', altKey: true });
      expect(location.pathname).to.equal(order[0]);
      press({ code: 'KeyJ', key: 'j', altKey: true });
      expect(location.pathname).to.equal(order[1]);
      press({ code: 'KeyK', key: 'k', altKey: true });
      expect(location.pathname).to.equal(order[0]);
      const box = await reply();
      press({ code: 'KeyL', key: 'l', altKey: true });
      await waitUntil(() => (box.getRootNode() as ShadowRoot).activeElement === box);
      press({ code: 'KeyE', key: 'e', altKey: true });
      await waitUntil(() => world.server.inputs('conversation.close').length === 1);
    });

    it('"?" lists the shortcuts, and can be turned off', async () => {
      open();
      await row(/Blue hatchback/);
      press({ key: '?', code: 'Slash' });
      await find('dialog');
      expect(await barriers()).to.deep.equal([]);
      const choice = await find<HTMLInputElement>('input[type=checkbox]');
      choice.click();
      (await find('button', 'Close')).click();
      await gone('dialog');
      press({ key: '?', code: 'Slash' });
      (await find('button', 'Shortcuts')).click();
      await find('dialog');
      (await find<HTMLInputElement>('input[type=checkbox]')).click();
    });
  });

  describe('on a phone', () => {
    beforeEach(onPhone);

    it('brings the place where one is into sight, on another width too', async () => {
      world.account = { ...ana, role: 'manager' };
      open('/merchant/team');
      const place = await find('nav[aria-label=Portal] a[aria-current]', 'Team');
      const isSeen = (): boolean => {
        const [{ left, right }, strip] = [
          place.getBoundingClientRect(),
          place.closest('.strip')!.getBoundingClientRect(),
        ];
        return left >= strip.left - 1 && right <= strip.right + 1;
      };
      await waitUntil(isSeen, 'the current place is out of sight');
      place.closest('.strip')!.scrollTo({ left: 0 });
      await onWideScreen();
      await onPhone();
      await waitUntil(isSeen, 'the current place is out of sight after a turn');
    });

    it('shows the list, then the conversation with a way back, then the consumer', async () => {
      open();
      (await row(/Blue hatchback/)).click();
      await says('I could come today.');
      await gone('[role=listitem] a');
      expect(document.documentElement.scrollWidth).to.equal(390);
      expect(await barriers()).to.deep.equal([]);
      (await find('button', 'About the consumer')).click();
      await says('Page they wrote from');
      await gone('textarea', 'Reply');
      expect(await barriers()).to.deep.equal([]);
      (await find('button', 'Back to the conversation')).click();
      await reply();
      (await find('a', 'Back to the list')).click();
      await row(/Blue hatchback/);
      expect(await barriers()).to.deep.equal([]);
    });
  });

  it('fits at 400 %: nothing covers anything, and the page scrolls one way only', async () => {
    await enlarged();
    open(at(mine.id, 'mine'));
    await says('Of course. When?');
    expect(document.documentElement.scrollWidth).to.equal(320);
    const log = (await find('[role=log]')).getBoundingClientRect();
    expect(log.height).to.be.greaterThan(100);
    expect((await reply()).getBoundingClientRect().top).to.be.at.least(log.bottom);
    expect((await find('button', 'Close')).getBoundingClientRect().bottom).to.be.at.most(log.top);
    expect(await barriers()).to.deep.equal([]);
  });

  describe('session', () => {
    it('ACC-3 goes back to the door when it ends, and keeps what was typed', async () => {
      open(at(mine.id, 'mine'));
      type(await reply(), 'not sent yet');
      world.account = null;
      world.server.line.tell('session.ended');
      await says('Your session is over. Sign in again to go on; what you had typed is still there.');
      expect(await barriers()).to.deep.equal([]);
      type(await find('input', 'E-mail address'), ana.email);
      type(await find('input', 'Password'), 'right');
      (await find('button', 'Sign in')).click();
      expect((await reply()).value).to.equal('not sent yet');
      type(await reply(), '');
    });

    it('ACC-3 whoever signs out has signed out, also where the line hears of it before the answer comes', async () => {
      world.server.answers['session.close'] = () => {
        world.account = null;
        world.server.line.tell('session.ended');
        return {};
      };
      open();
      (await find('button', 'Sign out')).click();
      await says('You are signed out.');
    });

    it('stays signed in, and says so, where signing out did not work', async () => {
      world.server.answers['session.close'] = () => {
        throw lost();
      };
      open();
      (await find('button', 'Sign out')).click();
      await says('You are still signed in.');
    });
  });
});
