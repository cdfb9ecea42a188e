import './portal.define.js';
import { expect } from '@open-wc/testing';
import { day } from '@parlour/shared/rules/expiry.js';
import type { PageFinding } from '@parlour/shared/protocol/site.js';
import { invitation, motors, pia, placedSite, ProviderWorld } from '../../testing/provider-world.js';
import { lost, refusal } from '../../testing/scripted.js';
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
  says,
  type,
} from '../../testing/pages.js';

describe('the provider portal', () => {
  let world: ProviderWorld;
  const open = (path = '/provider') => openPortal('provider-portal', world.server, path);
  const sitePath = `/provider/sites/${placedSite.id}`;
  const press = async (name: string | RegExp): Promise<void> => (await find('button', name)).click();

  beforeEach(async () => {
    world = new ProviderWorld();
    await onWideScreen();
  });
  afterEach(leavePortal);

  it('opens at the door, and then shows the sites', async () => {
    world.account = null;
    open();
    type(await find('input', 'E-mail address'), pia.email);
    type(await find('input', 'Password'), 'a password');
    await press('Sign in');
    await says('Your sites');
    await says('https://www.carfinder.example · https://used.carfinder.example');
    expect(document.title).to.equal('Your sites · Provider portal · Parlour');
    expect(await barriers()).to.deep.equal([]);
  });

  it('POL-3 shows nothing before the provider’s documents are accepted', async () => {
    world.account = { ...pia, policies: { due: true, coming: [] } };
    Object.assign(world.server.answers, { 'policy.own': () => ({ policies: [] }) });
    open();
    await says('Before you go on');
    expect(world.server.inputs('site.list')).to.deep.equal([]);
  });

  it('says what to do where there is no site, and keeps what was typed when an address is refused', async () => {
    world.sites = [];
    open();
    await says('You have no site yet.');
    expect(await barriers()).to.deep.equal([]);
    world.server.answers['site.create'] = () => {
      throw refusal('bad_origin', { issues: [{ path: 'origins.1', message: 'wildcard: name each' }] });
    };
    type(await find('input', 'Name'), 'Boats');
    type(await find('textarea'), 'https://boats.example\n*.boats.example');
    await press('Add the site');
    await says('https://*.boats.example has a wildcard; name each address by itself.');
    expect((await find<HTMLTextAreaElement>('textarea')).value).to.contain('*.boats.example');
    expect(world.server.inputs('site.create')).to.deep.equal([
      { name: 'Boats', origins: ['https://boats.example', 'https://*.boats.example'] },
    ]);
    expect(await barriers()).to.deep.equal([]);
  });

  it('goes to a new site at once', async () => {
    open();
    type(await find('input', 'Name'), 'Boats');
    type(await find('textarea'), 'www.boats.example');
    await press('Add the site');
    await find('h1', 'Boats');
    expect(location.pathname).to.match(/^\/provider\/sites\/sit_/);
  });

  it('WID-14 shows the key, makes a new one beside the old, and ends the old one', async () => {
    open(sitePath);
    await find('code', 'site_AAAAAAAAAAAAAAAAAAAAAA');
    const date = await find<HTMLInputElement>('input[type=date]');
    expect(Date.parse(date.max) - Date.parse(date.min)).to.equal(30 * day);
    await press('Make a new key');
    await says('The new key works now.');
    const [{ until }] = world.server.inputs('site.rotate') as [{ until: number }];
    expect(until)
      .to.be.greaterThan(Date.now() + 6 * day)
      .and.lessThan(Date.now() + 9 * day);
    await find('h3', 'Old keys that still work');
    // The tag follows the key.
    await find('code', /data-site="site_B{22}"/);
    expect(await barriers()).to.deep.equal([]);
    await press('End it now…');
    await press('End the key');
    await gone('h3', 'Old keys that still work');
    expect(world.server.inputs('site.end-key')).to.deep.equal([
      { site: placedSite.id, key: 'site_AAAAAAAAAAAAAAAAAAAAAA' },
    ]);
  });

  it('WID-4 shows the tag, with and without a hash, and the lines for the page’s policy', async () => {
    open(sitePath);
    await find('code', /integrity="sha384-AAAA"/);
    await find('code', /connect-src https:\/\/chat.example wss:\/\/chat.example/);
    expect(all('button', /^Copy: /)).to.have.length(4);
    await enlarged();
    expect(document.documentElement.scrollWidth).to.be.lessThanOrEqual(320);
    expect(await barriers()).to.deep.equal([]);
  });

  it('WID-4 says in words what the look at a page found', async () => {
    let findings: PageFinding[] = [
      { kind: 'merchant_not_placed', fatal: true, about: 'nobody' },
      { kind: 'csp_script', fatal: true, about: 'script-src https://chat.example' },
    ];
    world.server.answers['site.check'] = ({ address }: { address: string }) => ({
      address,
      at: Date.now(),
      findings,
    });
    open(sitePath);
    type(await find('input', 'Address of the page'), 'https://www.carfinder.example/cars');
    await press('Look');
    await says('The tag names “nobody”, who is not reachable on this site.');
    await says('Add: script-src https://chat.example');
    expect(await barriers()).to.deep.equal([]);
    findings = [
      { kind: 'works', fatal: false, about: null },
      { kind: 'csp_frame_unused', fatal: false, about: 'frame-src https://chat.example' },
    ];
    await press('Look');
    await says('The tag is there and works.');
    await says('In a frame (data-isolation="frame") it would not');
    findings = [{ kind: 'csp_frame', fatal: true, about: 'frame-src https://chat.example' }];
    await press('Look');
    await says('keeps frames of ours out. Add: frame-src https://chat.example');
    findings = [{ kind: 'works', fatal: false, about: null }];
    await press('Look');
    world.server.answers['site.check'] = () => {
      throw refusal('not_on_site');
    };
    await press('Look');
    await says('This page is not on one of the site’s origins.');
  });

  it('AUT-4 shows counts without those under ten, as a chart and as a table', async () => {
    open(sitePath);
    await says('fewer than 10 each day');
    const chart = await find<HTMLElement>('table');
    expect(chart.textContent).to.contain('170');
    (await find('summary')).click();
    await says('< 10');
    expect(await barriers()).to.deep.equal([]);
    await onPhone();
    expect(await barriers()).to.deep.equal([]);
  });

  it('renames, disables after asking, and enables a site', async () => {
    open(sitePath);
    await press('Disable the site…');
    await press('Disable the site');
    await says('This site is disabled: no page of it shows a chat.');
    expect(await barriers()).to.deep.equal([]);
    await press('Enable the site');
    await gone('p', 'This site is disabled: no page of it shows a chat.');
    expect(world.server.inputs('site.change')).to.deep.equal([
      { site: placedSite.id, disabled: true },
      { site: placedSite.id, disabled: false },
    ]);
  });

  it('says that a site does not exist, and that nothing could be loaded', async () => {
    open('/provider/sites/sit_nonsense');
    await says('There is no such site.');
    leavePortal();
    world.server.answers['site.list'] = () => {
      throw lost();
    };
    open();
    await says('The server cannot be reached.');
    expect(await barriers()).to.deep.equal([]);
    world.server.answers['site.list'] = () => ({ sites: world.sites });
    await press('Try again');
    await says('1 merchant reachable');
  });

  it('invites a merchant, answers one who asks, and ends a placement after asking', async () => {
    Object.assign(world.server.answers, {
      'placement.invite': ({ to }: { to: string }) => {
        const placement = invitation('made', { said: to, site: placedSite });
        world.placements = [placement, ...world.placements];
        return { placement };
      },
      'placement.answer': () => {
        world.placements = world.placements.filter(({ state }) => state !== 'invited');
        return {};
      },
    });
    open('/provider/placements');
    await says('Main Street Motors');
    type(await find('input', /short name/), 'harbour-cars');
    await press('Invite');
    await says('Asked: harbour-cars.');
    await says('Waiting for theirs');
    expect(world.server.inputs('placement.invite')).to.deep.equal([
      { site: placedSite.id, to: 'harbour-cars' },
    ]);
    expect(await barriers()).to.deep.equal([]);
    world.placements = [invitation('asked', { by: 'merchant', merchant: motors, site: placedSite })];
    leavePortal();
    open('/provider/placements');
    await says('Waiting for your answer');
    expect(document.title).to.match(/^\(1\) /);
    expect(await barriers()).to.deep.equal([]);
    await onPhone();
    expect(await barriers()).to.deep.equal([]);
    await press('Accept');
    await says('Nobody is reachable on your sites yet.');
    world.placements = new ProviderWorld().placements;
    leavePortal();
    open('/provider/placements');
    await press('End…');
    await says('End Main Street Motors on Carfinder?');
    await press('End the placement');
    await says('ended by the provider');
    expect(world.server.inputs('placement.end')).to.deep.equal([
      { site: placedSite.id, merchant: motors.id },
    ]);
  });

  it('has the team of the provider, who can be site providers and nothing else', async () => {
    open('/provider/team');
    const role = await find<HTMLSelectElement>('select');
    expect([...role.options].map(({ value }) => value)).to.deep.equal(['provider']);
    expect(await barriers()).to.deep.equal([]);
  });
});
