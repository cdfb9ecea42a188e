import './portal.define.js';
import { expect, waitUntil } from '@open-wc/testing';
import type { ObligationId } from '@parlour/shared/model/ids.js';
import type { LawView } from '@parlour/shared/protocol/obligation.js';
import { day } from '@parlour/shared/rules/expiry.js';
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
import { PlatformWorld } from '../../testing/platform-world.js';
import { id } from '../../testing/samples.js';

const law: LawView = {
  id: id<ObligationId>('obligation', 'one'),
  merchant: 'Main Street Motors',
  basis: 'Securities Trading Act § 83',
  source: 'https://law.example/83',
  keep: 365.25 * 5 * day,
  addedAt: Date.now(),
  addedBy: 'Ada',
  endedAt: null,
  conversations: 3,
};

describe('laws that keep whole conversations', () => {
  let world: PlatformWorld;
  let laws: LawView[];

  beforeEach(async () => {
    laws = [];
    world = new PlatformWorld();
    Object.assign(world.server.answers, {
      'bounds.read': () => ({ floor: day, ceiling: 730 * day, keep: 90 * day, waiting: null }),
      'law.list': () => ({ laws }),
      'law.add': () => ({ law: (laws = [law])[0] }),
      'law.end': () => ({ law: (laws = [{ ...law, endedAt: Date.now(), conversations: 0 }])[0] }),
    });
    await onWideScreen();
  });
  afterEach(leavePortal);

  it('RET-14 enters one with its words, where it stands and for how long, and ends it after a question', async () => {
    openPortal('platform-portal', world.server, '/admin/retention');
    await says('No such law is entered.');
    type(await find('input', 'Merchant’s short name'), 'motors');
    type(await find('input', 'Law'), law.basis);
    type(await find('input', 'Where it stands'), law.source);
    type(await find('input', 'Years from the close'), '5');
    (await find('button', 'Enter this law')).click();
    await says('holds for Main Street Motors from now on.');
    await says('Main Street Motors: the whole conversation, for 5 years from the close.');
    await says('Keeps 3 conversations.');
    expect(world.server.inputs('law.add')).to.deep.equal([
      { merchant: 'motors', basis: law.basis, source: law.source, keep: Math.round(365.25 * 5 * day) },
    ]);
    expect(await barriers()).to.deep.equal([]);
    (await find('button', 'It no longer holds…')).click();
    (await find('button', 'End it')).click();
    await says('Ended. What it alone kept goes by the other rules.');
    expect(world.server.inputs('law.end')).to.deep.equal([{ obligation: law.id }]);
    await waitUntil(() => laws[0]?.endedAt !== null);
  });

  it('fits a phone', async () => {
    laws = [law];
    await onPhone();
    try {
      openPortal('platform-portal', world.server, '/admin/retention');
      await says('Keeps 3 conversations.');
      expect(document.documentElement.scrollWidth).to.be.at.most(390);
      expect(await barriers()).to.deep.equal([]);
    } finally {
      await onWideScreen();
    }
  });
});
