import './portal.define.js';
import { expect } from '@open-wc/testing';
import { day } from '@parlour/shared/rules/expiry.js';
import type { AccountId } from '@parlour/shared/model/ids.js';
import { PlatformWorld } from '../../testing/platform-world.js';
import { refusal } from '../../testing/scripted.js';
import { admin, id } from '../../testing/samples.js';
import {
  barriers,
  find,
  leavePortal,
  onPhone,
  onWideScreen,
  openPortal,
  says,
  type,
} from '../../testing/pages.js';

describe('accounts in the admin portal', () => {
  let world: PlatformWorld;
  const open = (path: string) => openPortal('platform-portal', world.server, path);

  beforeEach(async () => {
    world = new PlatformWorld();
    const now = Date.now();
    Object.assign(world.server.answers, {
      'account.list': () => ({
        accounts: [
          {
            id: id<AccountId>('account', 'kim'),
            name: 'Kim',
            email: 'kim@motors.example',
            audience: 'merchant' as const,
            role: 'agent' as const,
            organization: 'Main Street Motors',
            secondFactor: false,
            disabledAt: null,
          },
        ],
        invitations: [],
      }),
      'session.list': () => ({
        sessions: [
          { id: 'A'.repeat(22), startedAt: now - day, seenAt: now, endsAt: now + day, current: true },
          { id: 'B'.repeat(22), startedAt: now - day, seenAt: now, endsAt: now + day, current: false },
        ],
      }),
    });
    await onWideScreen();
  });
  afterEach(leavePortal);

  it('ACC-2 asks for the code once the password was right', async () => {
    world.account = null;
    world.server.answers['session.open'] = (input) => {
      if (!('code' in (input as object))) throw refusal('second_factor_needed');
      world.account = admin;
      return { account: admin };
    };
    open('/admin');
    type(await find('input', 'E-mail address'), 'ada@platform.example');
    type(await find('input', 'Password'), 'a password');
    (await find('button', 'Sign in')).click();
    const code = await find('input', 'Code');
    expect(await barriers()).to.deep.equal([]);
    type(code, '123456');
    (await find('button', 'Sign in')).click();
    await says('What is due');
  });

  it('ACC-5 shows the link to hand over where no mail can be sent, after a proof', async () => {
    let proven = false;
    Object.assign(world.server.answers, {
      'session.confirm': () => ((proven = true), {}),
      'account.invite': () => {
        if (!proven) throw refusal('step_up_needed');
        return {
          sent: false,
          link: `https://chat.example/admin/join#${'L'.repeat(43)}`,
          endsAt: Date.now() + day,
        };
      },
    });
    open('/admin/accounts');
    await says('kim@motors.example');
    expect(await barriers()).to.deep.equal([]);
    type(await find('input', 'E-mail address'), 'new@motors.example');
    (await find('button', 'Invite')).click();
    await says('Is it you?');
    expect(await barriers()).to.deep.equal([]);
    type(await find('input', 'Code'), '123456');
    (await find('button', 'Continue')).click();
    await says('Hand this link to new@motors.example yourself');
    await onPhone();
    expect(await barriers()).to.deep.equal([]);
  });

  it('ACC-2 an admin without a second factor sees their account and nothing else', async () => {
    world.account = { ...admin, secondFactor: false };
    Object.assign(world.server.answers, {
      'second-factor.begin': () => ({ secret: 'JBSWY3DPEHPK3PXP', uri: 'otpauth://totp/Parlour:a?secret=J' }),
      'second-factor.confirm': () => ({ recoveryCodes: ['AAAAA-BBBBB', 'CCCCC-DDDDD'] }),
    });
    open('/admin/purge');
    await says('Your role needs a second factor.');
    (await find('button', 'Set up')).click();
    await says('JBSW Y3DP EHPK 3PXP');
    type(await find('input', 'Code'), '123456');
    (await find('button', 'Turn on')).click();
    await says('CCCCC-DDDDD');
    expect(await barriers()).to.deep.equal([]);
  });

  it('AUT-2 says who may do what, from the one table', async () => {
    open('/admin/access');
    await says('conversation.sync');
    await says('their merchant’s');
    expect(await barriers()).to.deep.equal([]);
  });
});
