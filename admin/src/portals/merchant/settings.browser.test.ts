import './portal.define.js';
import { expect, waitUntil } from '@open-wc/testing';
import type { Appearance } from '@parlour/shared/protocol/appearance.js';
import type { PreChatField } from '@parlour/shared/protocol/pre-chat.js';
import { readableAccent } from '@parlour/shared/rules/accent.js';
import { openingAt, type OpeningHours } from '@parlour/shared/rules/opening-hours.js';
import { row, rows } from '../../testing/main-street.js';
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
  type,
} from '../../testing/pages.js';
import { ana } from '../../testing/samples.js';
import { refusal } from '../../testing/scripted.js';

describe('settings of the merchant portal', () => {
  let world: MerchantWorld;
  let hours: OpeningHours | null;
  let fields: readonly PreChatField[];
  let appearance: Appearance;
  const open = (path: string) => openPortal('merchant-portal', world.server, path);
  const view = () => ({ hours, state: hours && openingAt(hours, Date.now()) });
  const looks = () => ({
    appearance,
    colours: appearance.accent === null ? null : readableAccent(appearance.accent),
    merchant: { slug: 'main-street', name: 'Main Street Motors' },
  });

  beforeEach(async () => {
    world = new MerchantWorld([]);
    world.account = { ...ana, role: 'manager' };
    hours = null;
    fields = [];
    appearance = {
      accent: null,
      corners: 'soft',
      greeting: 'Ask us.',
      agentNames: true,
      position: 'end',
      label: '',
      asksMarketing: false,
    };
    Object.assign(world.server.answers, {
      'hours.read': view,
      'hours.set': (input: { hours: OpeningHours | null }) => {
        ({ hours } = input);
        return view();
      },
      'prechat.read': () => ({ fields, mayRequire: ['order_number'] }),
      'prechat.set': (input: { fields: PreChatField[] }) => {
        ({ fields } = input);
        return { fields, mayRequire: ['order_number'] };
      },
      'appearance.read': looks,
      'appearance.set': (input: Appearance) => {
        appearance = input;
        return looks();
      },
    });
    await onWideScreen();
  });
  afterEach(leavePortal);

  it('CNV-4 hours are set for a week, and what they mean is said at every change', async () => {
    open('/merchant/settings');
    (await find('button', 'Set opening hours')).click();
    await says(/Now (open. Closes|closed. Opens) /);
    (await find('button', 'Add hours on Sunday')).click();
    const [from] = [await find<HTMLInputElement>('input[type=time]', 'Sunday: From')];
    expect(from.value).to.equal('09:00');
    type(from, '10:30');
    const zone = await find<HTMLInputElement>('#zone');
    type(zone, 'Nowhere');
    await says('There is no such time zone.');
    type(zone, 'Asia/Tokyo');
    (await find('button', 'Add a holiday')).click();
    await says('Fill in all times and dates to see what they mean.');
    const date = await find<HTMLInputElement>('input[type=date]');
    date.value = '2026-12-24';
    date.dispatchEvent(new Event('change'));
    await find('input[type=checkbox]:enabled', 'Every year').then((tick) => tick.click());
    expect(await barriers()).to.deep.equal([]);
    (await find('button', 'Save')).click();
    await says('Saved.');
    expect(hours).to.deep.include({
      timeZone: 'Asia/Tokyo',
      holidays: [{ date: '12-24', name: '', open: [] }],
    });
    expect(hours?.week[6]).to.deep.equal([{ from: '10:30', to: '17:00' }]);
    (await find('button', 'Take the hours away')).click();
    await says('No hours are set');
    expect(hours).to.equal(null);
  });

  it('CNV-4 hours past midnight are called that, and an untouched week is open until its end', async () => {
    const night = [{ from: '22:00', to: '02:00' }];
    hours = { timeZone: 'UTC', week: Array.from({ length: 7 }, () => night), holidays: [] };
    open('/merchant/settings/hours');
    await says('until the next day');
    const always = [{ from: '00:00', to: '00:00' }];
    hours = { timeZone: 'UTC', week: Array.from({ length: 7 }, () => always), holidays: [] };
    leavePortal();
    open('/merchant/settings/hours');
    await says('Always open.');
    await says('the whole day');
  });

  it('WID-12 each field has its purpose; one is insisted on only where the agreement names why', async () => {
    open('/merchant/settings/before-the-chat');
    (await find('button', 'Add a field')).click();
    type(await find('input', 'What the field is called'), 'Order');
    type(await find('input', 'What it is for'), 'To find it');
    await says('It does not, so it stays optional.');
    expect(all('input:disabled', 'Insist on it')).to.have.length(1);
    const kind = await find<HTMLSelectElement>('#kind-field-1');
    kind.value = 'order_number';
    kind.dispatchEvent(new Event('change'));
    (await find('input:enabled', 'Insist on it')).click();
    expect(await barriers()).to.deep.equal([]);
    (await find('button', 'Save')).click();
    await says('Saved.');
    expect(fields).to.deep.equal([
      {
        id: 'field-1',
        kind: 'order_number',
        label: 'Order',
        purpose: 'To find it',
        options: [],
        required: true,
      },
    ]);
  });

  it('WID-11 the preview is the real widget in the draft’s colours, and the tag says what only it can', async () => {
    open('/merchant/settings/appearance');
    const preview = await find<HTMLElement>('merchant-appearance-preview');
    const widget = () => preview.shadowRoot?.querySelector('parlour-chat')?.shadowRoot;
    await waitUntil(() => widget()?.textContent?.includes('Ask us.'), 'no widget');
    (await find('input', 'A colour of your own')).click();
    const colour = await find<HTMLInputElement>('#accent');
    colour.value = '#ffe000';
    colour.dispatchEvent(new InputEvent('input'));
    await says('To be readable it becomes this');
    const { light } = readableAccent('#ffe000');
    const shown = (): string => {
      const panel = widget()?.querySelector('.panel');
      return panel ? getComputedStyle(panel).getPropertyValue('--accent') : '';
    };
    await waitUntil(() => shown().includes(light), 'the preview does not follow');
    (await find('button', 'In a conversation')).click();
    await waitUntil(() => widget()?.textContent?.includes('Come by until six'), 'no conversation');
    type(await find('#label'), 'Ask "us"');
    const tag = await find('pre');
    await waitUntil(() => tag.textContent?.includes('data-label="Ask &quot;us&quot;"'), 'not in the tag');
    expect(await barriers()).to.deep.equal([]);
    (await find('button', 'Save')).click();
    await says('Saved.');
    expect(appearance).to.deep.include({ accent: '#ffe000', label: 'Ask "us"' });
  });

  it('says why something was not saved, and keeps what was written', async () => {
    world.server.answers['appearance.set'] = () => {
      throw refusal('unavailable');
    };
    open('/merchant/settings/appearance');
    const greeting = await find<HTMLTextAreaElement>('#greeting');
    type(greeting, 'Good day');
    (await find('button', 'Save')).click();
    await find('[role=alert]');
    expect((await find<HTMLTextAreaElement>('#greeting')).value).to.equal('Good day');
  });

  for (const path of ['hours', 'appearance', 'before-the-chat']) {
    it(`has no barrier on a phone: ${path}`, async () => {
      const twice = [
        { from: '09:00', to: '12:30' },
        { from: '22:00', to: '02:00' },
      ];
      hours = { timeZone: 'UTC', week: Array.from({ length: 7 }, () => twice), holidays: [] };
      await onPhone();
      open(`/merchant/settings/${path}`);
      await find('button', 'Save');
      expect(await barriers()).to.deep.equal([]);
      const page = all('merchant-hours, merchant-appearance, merchant-prechat', /(?:)/)[0]!;
      expect(page.scrollWidth).to.be.at.most(innerWidth);
    });
  }

  it('PUB-1 what is public is listed with the tag that shows it, and taken down where that is asked', async () => {
    const conversation = `cnv_${'A'.repeat(22)}`;
    let testimonials = [{ conversation, score: 5, text: 'Quick and kind', name: '', at: Date.now() }];
    Object.assign(world.server.answers, {
      'testimonial.list': () => ({ merchant: 'main-street', testimonials }),
      'testimonial.remove': () => {
        testimonials = [];
        return {};
      },
    });
    open('/merchant/settings/testimonials');
    const tag = await find('pre');
    expect(tag.textContent).to.contain('merchant="main-street"');
    await says('Without a name');
    expect(await barriers()).to.deep.equal([]);
    (await find('button', 'Take it down')).click();
    await says('It is taken down.');
    expect(world.server.inputs('testimonial.remove')).to.deep.equal([{ conversation }]);
    await says('Nothing is public yet.');
  });

  it('is not there for an agent who is no manager', async () => {
    world.account = ana;
    open('/merchant/settings/hours');
    await find('h1');
    expect(all('a', 'Settings')).to.have.length(0);
    expect(world.server.inputs('hours.read')).to.have.length(0);
  });
});

describe('what a consumer has said of themselves', () => {
  let world: MerchantWorld;
  beforeEach(async () => {
    world = new MerchantWorld(rows());
    await onWideScreen();
  });
  afterEach(leavePortal);
  const open = async () => {
    openPortal('merchant-portal', world.server, '/merchant/all');
    (await row(/Blue hatchback/)).click();
    await find('h3', 'About themselves');
  };

  it('WID-12 stands beside the conversation, with what the address may be used for', async () => {
    const fields = [{ id: 'order', label: 'Order number', purpose: 'To find it', value: 'A-17' }];
    world.profile = { fields, contact: { email: 'me@home.example', purposes: ['contact_followup'] } };
    await open();
    await says('A-17');
    await says('me@home.example');
    await says('For the answer to this conversation.');
    expect(all('summary', 'Mail news')).to.have.length(0);
    expect(await barriers()).to.deep.equal([]);
  });

  it('OPT-1 news can be written only where that was agreed to, and a refusal says why', async () => {
    world.profile = { fields: [], contact: { email: 'me@home.example', purposes: ['marketing'] } };
    let isOut = false;
    world.server.answers['news.send'] = () => {
      if (isOut) throw refusal('opted_out');
      return {};
    };
    await open();
    (await find('summary', 'Mail news')).click();
    const write = async () => {
      type(await find('input[name=subject]'), 'Winter tyres');
      type(await find('textarea[name=text]'), 'They are here.');
      (await find('button', 'Send the mail')).click();
    };
    await write();
    await says('It is on its way.');
    expect(world.server.inputs('news.send')[0]).to.deep.include({ subject: 'Winter tyres' });
    isOut = true;
    await write();
    await says(/wants no news/);
    expect(await barriers()).to.deep.equal([]);
  });
});
