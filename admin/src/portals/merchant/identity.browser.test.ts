import './portal.define.js';
import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import type { IdentityKeyView } from '@parlour/shared/protocol/identity.js';
import { day } from '@parlour/shared/rules/expiry.js';
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
  says,
} from '../../testing/pages.js';
import { ana } from '../../testing/samples.js';
import { refusal } from '../../testing/scripted.js';

describe('the identity secret, for managers', () => {
  let world: MerchantWorld;
  let key: IdentityKeyView;
  let made: number;
  const open = () => openPortal('merchant-portal', world.server, '/merchant/settings/signed-in');
  const rotations = () => world.server.inputs('identity.rotate');
  const secretShown = (number: number) =>
    waitUntil(() => all('code', `secret-${number}`).length === 1, `secret ${number} is not shown`);

  beforeEach(async () => {
    world = new MerchantWorld([]);
    world.account = { ...ana, role: 'manager' };
    key = { madeAt: null, previousUntil: null };
    made = 0;
    Object.assign(world.server.answers, {
      'identity.read': () => key,
      'identity.rotate': ({ overlap }: { overlap: boolean }) => {
        made += 1;
        key = { madeAt: Date.now(), previousUntil: overlap ? Date.now() + day : null };
        return { secret: `secret-${made}`, key };
      },
    });
    await onWideScreen();
  });
  afterEach(leavePortal);

  it('WID-10 is made, shown once with a button that copies it, and gone with the page', async () => {
    open();
    await says('There is no secret yet');
    expect(all('input[type=checkbox]')).to.have.length(0);
    expect(await barriers()).to.deep.equal([]);
    (await find('button', 'Make the secret')).click();
    await secretShown(1);
    await find('button', 'Copy: The new secret');
    await says('It is not shown again.');
    expect(rotations()).to.deep.equal([{ overlap: false }]);
    expect(await barriers()).to.deep.equal([]);
    leavePortal();
    open();
    await says(/There is one since .* It cannot be shown again\./);
    expect(all('code', 'secret-1')).to.have.length(0);
  });

  it('WID-10 a new one leaves the one before good for a day, unless it is to end now', async () => {
    key = { madeAt: Date.now() - day, previousUntil: null };
    open();
    (await find('button', 'Make a new secret')).click();
    await secretShown(1);
    await says('What was signed with the one before is accepted until');
    (await find('input[type=checkbox]')).click();
    (await find('button', 'Make a new secret')).click();
    await says('lose their conversations from sight');
    expect(await barriers()).to.deep.equal([]);
    const closed = oneEvent(await find('dialog'), 'close');
    (await find('button', 'Cancel')).click();
    await closed;
    expect(rotations()).to.deep.equal([{ overlap: true }]);
    (await find('button', 'Make a new secret')).click();
    (await find('button', 'End it and make a new one')).click();
    await secretShown(2);
    expect(rotations()).to.deep.equal([{ overlap: true }, { overlap: false }]);
    await gone('p', /^What was signed with the one before/);
  });

  it('WID-10 says why none was made, and shows none', async () => {
    world.server.answers['identity.rotate'] = () => {
      throw refusal('unavailable');
    };
    open();
    (await find('button', 'Make the secret')).click();
    await find('[role=alert]');
    await says(refusal('unavailable').error.message);
    expect(all('parlour-copy', /(?:)/)).to.have.length(2);
    expect(await barriers()).to.deep.equal([]);
  });

  it('WID-10 fits on a phone with the secret shown', async () => {
    await onPhone();
    open();
    (await find('button', 'Make the secret')).click();
    await secretShown(1);
    expect(all('merchant-identity', /(?:)/)[0]!.scrollWidth).to.be.at.most(innerWidth);
    expect(await barriers()).to.deep.equal([]);
  });
});
