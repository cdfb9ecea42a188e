import './portal.define.js';
import { expect, waitUntil } from '@open-wc/testing';
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
} from '../../testing/pages.js';
import { ana } from '../../testing/samples.js';

describe('what a manager sees of programs and of the team', () => {
  let world: MerchantWorld;
  beforeEach(async () => {
    world = new MerchantWorld([]);
    world.account = { ...ana, role: 'manager' };
    await onWideScreen();
  });
  afterEach(leavePortal);

  it('ACC-3 a token is made with a name and what it may do, shown once, and ended', async () => {
    const view = {
      id: 'A'.repeat(22),
      name: 'Reports',
      scopes: ['conversations:read'],
      createdAt: 0,
      usedAt: null,
    };
    let tokens: object[] = [];
    Object.assign(world.server.answers, {
      'token.list': () => ({ tokens }),
      'token.create': () => {
        tokens = [view];
        return { token: 'parlour_secret', view };
      },
      'token.revoke': () => {
        tokens = [];
        return {};
      },
    });
    openPortal('merchant-portal', world.server, '/merchant/settings/tokens');
    await says('There is no token yet.');
    expect(await barriers()).to.deep.equal([]);
    (await find('button', 'Make a token')).click();
    await says('Say which program it is for.');
    (await find<HTMLInputElement>('input[name=name]')).value = 'Reports';
    (await find('button', 'Make a token')).click();
    await says('Choose what it may do.');
    (await find<HTMLInputElement>('input[value="conversations:read"]')).click();
    (await find('button', 'Make a token')).click();
    await waitUntil(() => all('code', 'parlour_secret').length === 1, 'the token is not shown');
    expect(world.server.inputs('token.create')).to.deep.equal([
      { name: 'Reports', scopes: ['conversations:read'] },
    ]);
    for (const look of [onPhone, onWideScreen]) {
      await look();
      expect(await barriers()).to.deep.equal([]);
    }
    (await find('button', 'End Reports…')).click();
    (await find('button', 'End it')).click();
    await says('“Reports” opens nothing any more.');
    expect(all('code', 'parlour_secret')).to.have.length(0);
    expect(world.server.inputs('token.revoke')).to.deep.equal([{ id: view.id }]);
  });

  it('AUD-3 the log says who did what and when, and loads more', async () => {
    const entry = (seq: number, action: string, details: string | null) => ({
      seq,
      at: 0,
      actor: 'Ana',
      action,
      details,
    });
    Object.assign(world.server.answers, {
      'audit.own': ({ before }: { before?: number }) =>
        before === undefined
          ? {
              entries: [
                entry(9, 'account.change', '{"role":"agent","disabled":true}'),
                entry(8, 'odd.deed', null),
              ],
              next: 8,
            }
          : { entries: [entry(7, 'conversation.read', null)], next: null },
    });
    openPortal('merchant-portal', world.server, '/merchant/settings/log');
    await says('Changed an account');
    await says('role: agent, disabled: true');
    await says('odd.deed');
    for (const look of [onPhone, onWideScreen]) {
      await look();
      expect(await barriers()).to.deep.equal([]);
    }
    (await find('button', 'Load more')).click();
    await says('Read a conversation');
    expect(world.server.inputs('audit.own')).to.deep.equal([{}, { before: 8 }]);
  });
});
