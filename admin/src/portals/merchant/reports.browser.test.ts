import './portal.define.js';
import { expect, waitUntil } from '@open-wc/testing';
import type { Report, ReportRange } from '@parlour/shared/protocol/report.js';
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
import { refusal } from '../../testing/scripted.js';

const dayOf = (at: number): string =>
  new Date(Date.UTC(2030, 0, 7) + at * 86_400_000).toISOString().slice(0, 10);

const report = (range: ReportRange, started: readonly (number | null)[]): Report => ({
  range,
  from: dayOf(0),
  to: dayOf(started.length * 7 - 1),
  volumes: started.map((count, at) => ({ from: dayOf(at * 7), to: dayOf(at * 7 + 6), started: count })),
  started: started.some((count) => count !== null)
    ? started.reduce<number>((sum, one) => sum + (one ?? 0), 0)
    : null,
  waits: [140, 30, 12, null, null, null, 18],
  answers: [60, 70, 31, 14, null, null, 22],
  ratings: [null, null, 11, 34, 68],
});

const nothingTold: Report = {
  ...report('month', [null, null, null, null]),
  waits: new Array<null>(7).fill(null),
  answers: new Array<null>(7).fill(null),
  ratings: new Array<null>(5).fill(null),
};

describe('reports, for managers', () => {
  let world: MerchantWorld;
  const open = () => openPortal('merchant-portal', world.server, '/merchant/reports');

  beforeEach(async () => {
    world = new MerchantWorld();
    world.account = { ...ana, role: 'manager' };
    world.server.answers['report.read'] = ({ range }: { range: ReportRange }) =>
      report(
        range,
        range === 'quarter' ? [40, 52, null, 61, 48, 39, 70, 66, 58, 44, 49, 53, 60] : [52, null, 61, 48],
      );
    await onWideScreen();
  });
  afterEach(() => {
    leavePortal();
    document.documentElement.style.colorScheme = '';
  });

  it('STA-4 draws volumes, answers, waiting and ratings, each as a table too', async () => {
    open();
    await find('h2', 'Started conversations');
    await says('161 conversations in all that is shown.');
    await says('Half of those shown: within 2 minutes.');
    await says('113 ratings are shown.');
    expect(all('figure').length).to.equal(4);
    for (const summary of all('summary')) summary.click();
    await says('too few to show');
    expect(await barriers()).to.deep.equal([]);
    (await find('button', '13 weeks')).click();
    await waitUntil(() => world.server.inputs('report.read').length === 2);
    await says('640 conversations');
    expect(world.server.inputs('report.read')).to.deep.equal([{ range: 'month' }, { range: 'quarter' }]);
    expect((await find('a', 'Reports')).getAttribute('aria-current')).to.equal('page');
  });

  it('STA-4 fits a phone and a dark room', async () => {
    document.documentElement.style.colorScheme = 'dark';
    await onPhone();
    open();
    await find('h2', 'Ratings');
    for (const summary of all('summary')) summary.click();
    expect(document.documentElement.scrollWidth).to.be.at.most(390);
    expect(await barriers()).to.deep.equal([]);
  });

  it('STA-4 says that there is not enough, and what failed', async () => {
    world.server.answers['report.read'] = () => nothingTold;
    open();
    await says('There is not enough to show yet.');
    expect(await barriers()).to.deep.equal([]);
    leavePortal();
    world.server.answers['report.read'] = () => {
      throw refusal('unavailable');
    };
    open();
    await says('cannot be reached');
    expect(await barriers()).to.deep.equal([]);
  });

  it('AUT-1 an agent has no reports', async () => {
    world.account = ana;
    open();
    await waitUntil(() => world.server.inputs('inbox.list').length > 0);
    expect(all('a', 'Reports')).to.deep.equal([]);
    expect(world.server.inputs('report.read')).to.deep.equal([]);
  });
});
