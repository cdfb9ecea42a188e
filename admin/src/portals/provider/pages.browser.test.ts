import './portal.define.js';
import { expect } from '@open-wc/testing';
import { placedSite, ProviderWorld } from '../../testing/provider-world.js';
import { refusal } from '../../testing/scripted.js';
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

describe('counted pages in the provider portal', () => {
  let world: ProviderWorld;
  const open = () => openPortal('provider-portal', world.server, `/provider/sites/${placedSite.id}`);
  const press = async (name: string | RegExp): Promise<void> => (await find('button', name)).click();

  beforeEach(async () => {
    world = new ProviderWorld();
    await onWideScreen();
  });
  afterEach(leavePortal);

  it('STA-3 are off until the provider turns them on, and said to be so', async () => {
    open();
    await says('Pages of this site are not counted.');
    await press('Count pages');
    await says('Pages of this site are counted.');
    expect(world.server.inputs('site.change')).to.deep.equal([{ site: placedSite.id, counting: true }]);
    await says('A page appears once it was entered ten times');
    await press('Count no more');
    await says('Pages of this site are not counted.');
    world.server.answers['site.change'] = () => {
      throw refusal('unavailable');
    };
    await press('Count pages');
    await says('The store cannot be reached');
  });

  it('STA-1, STA-2 show bars with the same numbers as a table, and “< 10” for what is too few', async () => {
    const none = Array.from({ length: 14 }, () => null);
    world.sites = [{ ...world.sites[0]!, counting: true }];
    world.pages = {
      ...world.pages,
      counting: true,
      pages: [
        { path: '/cars/blue-hatchback', entered: [...none.slice(2), 12, 40], total: 52, seconds: 95 },
        { path: '*', entered: [...none.slice(1), 17], total: 17, seconds: 12 },
      ],
      perDay: [...none.slice(2), 12, 57],
      total: 69,
    };
    open();
    await says('/cars/blue-hatchback');
    await says('2 min');
    await says('all other pages');
    const chart = (await find('tr', /blue-hatchback/)).querySelector('[role=img]')!;
    expect(chart.getAttribute('aria-label')).to.equal(
      '/cars/blue-hatchback: 2 days of 14 with ten visits or more',
    );
    expect(chart.querySelectorAll('.bar')).to.have.length(2);
    for (const summary of all('summary', 'The same as a table')) summary.click();
    await says('< 10');
    expect(await barriers()).to.deep.equal([]);
    await onPhone();
    expect(await barriers()).to.deep.equal([]);
  });
});
