import './portal.define.js';
import { expect } from '@open-wc/testing';
import { MerchantWorld } from '../../testing/merchant-world.js';
import { invitation, motors, placedSite } from '../../testing/provider-world.js';
import { ana } from '../../testing/samples.js';
import type { PlacementView } from '@parlour/shared/protocol/placement.js';
import {
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

describe('where a merchant is reachable', () => {
  let world: MerchantWorld;
  let placements: PlacementView[];
  const open = () => openPortal('merchant-portal', world.server, '/merchant/placements');
  const press = async (name: string): Promise<void> => (await find('button', name)).click();

  beforeEach(async () => {
    world = new MerchantWorld();
    world.account = { ...ana, role: 'manager' };
    placements = [invitation('asked', { by: 'provider', site: placedSite, merchant: motors })];
    Object.assign(world.server.answers, {
      'placement.list': () => ({ placements, next: null }),
      'placement.answer': ({ accept }: { accept: boolean }) => {
        placements = accept
          ? [{ state: 'active', site: placedSite, merchant: motors, since: Date.now(), by: null }]
          : [];
        return {};
      },
      'placement.ask': ({ origin }: { origin: string }) => {
        const placement = invitation('mine', { by: 'merchant', said: origin, merchant: motors });
        placements = [...placements, placement];
        return { placement };
      },
      'placement.withdraw': () => {
        placements = placements.filter(({ state }) => state !== 'invited');
        return {};
      },
    });
    await onWideScreen();
  });
  afterEach(leavePortal);

  it('a manager accepts what a provider asked, and sees whose site it is', async () => {
    open();
    await says('Where you are reachable');
    await says('https://www.carfinder.example, by Carfinder');
    expect(await barriers()).to.deep.equal([]);
    await onPhone();
    expect(await barriers()).to.deep.equal([]);
    await press('Accept');
    await find('h2', 'Reachable');
    await gone('h2', 'Waiting for your answer');
  });

  it('a manager declines, asks for a site of their own choice, and takes it back', async () => {
    open();
    await press('Decline');
    await says('You are not reachable anywhere yet.');
    expect(await barriers()).to.deep.equal([]);
    type(await find('input', 'Address of the site'), 'www.boats.example');
    await press('Ask');
    await says('Asked: www.boats.example.');
    expect(world.server.inputs('placement.ask')).to.deep.equal([{ origin: 'https://www.boats.example' }]);
    await find('h2', 'Waiting for theirs');
    await press('Take back');
    await says('You are not reachable anywhere yet.');
  });

  it('an agent has no such page', async () => {
    world.account = ana;
    open();
    await says('Nobody waits.');
    expect(world.server.inputs('placement.list')).to.deep.equal([]);
  });
});
