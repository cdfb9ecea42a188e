import './portal.define.js';
import { expect } from '@open-wc/testing';
import type { MerchantId, ProviderId } from '@parlour/shared/model/ids.js';
import type {
  CreateOrganizationInput,
  ListOrganizationsInput,
  OrganizationView,
} from '@parlour/shared/protocol/organization.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { PlatformWorld } from '../../testing/platform-world.js';
import { id } from '../../testing/samples.js';
import { lost, refusal } from '../../testing/scripted.js';
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

const merchant = (at: number): OrganizationView => ({
  id: id<MerchantId>('merchant', at),
  kind: 'merchant',
  name: `Dealer ${at}`,
  slug: `dealer-${at}`,
  accounts: 3,
  sites: 1,
  disabledAt: null,
});
const provider: OrganizationView = {
  ...merchant(0),
  id: id<ProviderId>('provider', 'cars'),
  kind: 'provider',
  name: 'Carfinder',
  slug: null,
};

describe('organizations in the admin portal', () => {
  let world: PlatformWorld;
  let merchants: OrganizationView[];
  const open = () => openPortal('platform-portal', world.server, '/admin/organizations');
  const press = async (name: string | RegExp): Promise<void> => (await find('button', name)).click();

  beforeEach(async () => {
    world = new PlatformWorld();
    merchants = Array.from({ length: 70 }, (_, at) => merchant(at + 1));
    Object.assign(world.server.answers, {
      'organization.list': ({ kind, search = '', after = '0' }: ListOrganizationsInput) => {
        const all = (kind === 'merchant' ? merchants : [provider]).filter(({ name }) =>
          name.includes(search),
        );
        const from = Number(after);
        const next = from + 50 < all.length ? String(from + 50) : null;
        return { organizations: all.slice(from, from + 50), total: all.length, next };
      },
      'organization.change': (change: { organization: string; name?: string; disabled?: boolean }) => {
        const one = merchants.find((merchant) => merchant.id === change.organization)!;
        const organization = {
          ...one,
          ...(change.name && { name: change.name }),
          ...(change.disabled !== undefined && { disabledAt: change.disabled ? Date.now() : null }),
        };
        return { organization };
      },
    });
    await onWideScreen();
  });
  afterEach(leavePortal);

  it('are listed a page at a time, found by name, merchants and providers apart', async () => {
    open();
    await says('50 of 70 shown');
    expect(document.title).to.equal('Organizations · Admin portal · Parlour');
    expect(await barriers()).to.deep.equal([]);
    await press('Load more');
    await says('70 of 70 shown');
    await press('Site providers');
    await says('Carfinder');
    await gone('th', 'Dealer 1');
    type(await find('input', 'Part of the name'), 'Boat');
    await press('Find');
    await says('Nothing is called “Boat”.');
    expect(world.server.inputs('organization.list').at(-1)).to.deep.equal({
      kind: 'provider',
      search: 'Boat',
    });
    expect(await barriers()).to.deep.equal([]);
    await onPhone();
    await press('Merchants');
    expect(await barriers()).to.deep.equal([]);
  });

  it('AUT-3 are disabled after asking, and enabled; after a proof', async () => {
    open();
    await press('Disable… Dealer 1');
    await says('Disable Dealer 1?');
    expect(await barriers()).to.deep.equal([]);
    await press('Disable');
    await find('button', 'Enable Dealer 1');
    await press('Enable Dealer 1');
    await find('button', 'Disable… Dealer 1');
    const { id: organization } = merchants[0]!;
    expect(world.server.inputs('organization.change')).to.deep.equal([
      { organization, disabled: true },
      { organization, disabled: false },
    ]);
  });

  it('are renamed in their place', async () => {
    open();
    await press('Rename Dealer 2');
    const input = await find<HTMLInputElement>('input', 'New name of Dealer 2');
    expect(input.value).to.equal('Dealer 2');
    expect(await barriers()).to.deep.equal([]);
    type(input, 'Lakeside Cars');
    await press('Save');
    await says('Lakeside Cars');
  });

  it('ACC-5 are created with an invitation, whose link is shown where no mail can be sent', async () => {
    let taken = true;
    world.server.answers['organization.create'] = ({ kind, name, slug }: CreateOrganizationInput) => {
      if (taken) throw refusal('name_taken');
      const organization = { ...merchant(99), kind, name, slug: slug ?? null };
      merchants = [organization, ...merchants];
      const link = `https://chat.example/merchant/join#${'L'.repeat(43)}`;
      return { organization, sent: false, link, endsAt: Date.now() + day };
    };
    open();
    await says('Dealer 1');
    await press('Create and invite');
    await says('Fill this in.');
    expect(world.server.inputs('organization.create')).to.deep.equal([]);
    type(await find('input', 'Name'), 'Lakeside');
    type(await find('input', 'Short name'), 'Lake Side');
    type(await find('input', /first manager/), 'lena@lakeside.example');
    await press('Create and invite');
    await says('Small letters, digits and single hyphens');
    expect(await barriers()).to.deep.equal([]);
    type(await find('input', 'Short name'), 'lakeside');
    await press('Create and invite');
    await says('Another one has this name already.');
    taken = false;
    await press('Create and invite');
    await says('hand this link to lena@lakeside.example yourself');
    await find('code', /merchant\/join#L{43}/);
    await find('th', 'Lakeside');
    expect(await barriers()).to.deep.equal([]);
  });

  it('say so where there is none, and where they could not be loaded', async () => {
    merchants = [];
    open();
    await says('There is none yet.');
    expect(await barriers()).to.deep.equal([]);
    leavePortal();
    world.server.answers['organization.list'] = () => {
      throw lost();
    };
    open();
    await says('The server cannot be reached.');
    expect(await barriers()).to.deep.equal([]);
  });

  it('are linked from the first page', async () => {
    openPortal('platform-portal', world.server, '/admin');
    const link = await find<HTMLAnchorElement>('a', 'Merchants and site providers');
    link.click();
    await says('50 of 70 shown');
  });
});
