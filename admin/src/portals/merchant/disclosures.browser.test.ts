import './portal.define.js';
import { expect, waitUntil } from '@open-wc/testing';
import type { DeliveryId, DisclosureId, ProcessorId, WebhookId } from '@parlour/shared/model/ids.js';
import type { ProcessorView, RegisterEntry } from '@parlour/shared/protocol/disclosure.js';
import type { DeliveryView, WebhookView } from '@parlour/shared/protocol/webhook.js';
import { day, minute } from '@parlour/shared/rules/expiry.js';
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
import { ana, id } from '../../testing/samples.js';
import { refusal, Scripted } from '../../testing/scripted.js';
import { wearTokens } from '../../ui/styles/tokens.js';

const now = Date.now();

const processor: ProcessorView = {
  id: id<ProcessorId>('processor', 'database'),
  name: 'Our customer database',
  category: 'processor',
  purpose: 'To call people back',
  fields: ['reference', 'text'],
  merchant: 'Main Street Motors',
};

const webhook: WebhookView = {
  id: id<WebhookId>('webhook', 'one'),
  url: 'https://hooks.example.com/parlour',
  events: ['message.posted', 'conversation.purged'],
  processor: { id: processor.id, name: processor.name },
  enabled: true,
  createdAt: now - day,
};

const delivery = (changes: Partial<DeliveryView> = {}): DeliveryView => ({
  id: id<DeliveryId>('delivery', 'one'),
  event: 'message.posted',
  at: now - minute,
  state: 'delivered',
  attempts: 1,
  status: 204,
  duration: 87,
  problem: null,
  nextAt: null,
  ...changes,
});

const entry = (at: number): RegisterEntry => ({
  id: id<DisclosureId>('disclosure', `d${at}`),
  kind: at % 2 === 0 ? 'webhook' : 'staff_export',
  recipient: at % 2 === 0 ? processor.name : 'Main Street Motors',
  category: at % 2 === 0 ? 'processor' : 'staff',
  basis: at % 2 === 0 ? 'contract' : 'legitimate_interest',
  fields: ['reference', 'text'],
  purpose: at % 2 === 0 ? processor.purpose : '',
  consentEvent: null,
  firstAt: now - at * minute,
  lastAt: now - at * minute,
  times: 1 + (at % 3),
  conversations: 1,
  merchant: 'Main Street Motors',
  by: at % 2 === 0 ? 'system' : 'Ana Lindqvist',
  shownFrom: null,
});

describe('what leaves, for managers', () => {
  let world: MerchantWorld;
  const open = (path: string) => openPortal('merchant-portal', world.server, path);

  beforeEach(async () => {
    world = new MerchantWorld();
    world.account = { ...ana, role: 'manager' };
    Object.assign(world.server.answers, {
      'processor.list': () => ({ processors: [processor] }),
      'webhook.list': () => ({ webhooks: [webhook] }),
      'disclosure.list': () => ({ disclosures: [], next: null }),
    });
    await onWideScreen();
  });
  afterEach(leavePortal);

  it('DIS-1 shows the register a page at a time, wide and on a phone', async () => {
    world.server.answers['disclosure.list'] = ({ before }: { before?: string }) =>
      before === undefined
        ? { disclosures: Array.from({ length: 50 }, (_, at) => entry(at)), next: '50' }
        : { disclosures: Array.from({ length: 10 }, (_, at) => entry(at + 50)), next: null };
    open('/merchant/disclosures');
    await find('h1', 'Disclosures');
    await says('they work for the merchant under a contract');
    (await find('button', 'Show more')).click();
    await waitUntil(() => all('tbody tr').length === 60);
    expect(await barriers()).to.deep.equal([]);
    await onPhone();
    expect(document.documentElement.scrollWidth).to.be.at.most(390);
    expect(await barriers()).to.deep.equal([]);
  });

  it('DIS-1 says that nothing has left, and what failed', async () => {
    open('/merchant/disclosures');
    await says('Nothing has left.');
    expect(await barriers()).to.deep.equal([]);
    leavePortal();
    world.server.answers['disclosure.list'] = () => {
      throw refusal('unavailable');
    };
    open('/merchant/disclosures');
    await says('cannot be reached');
    expect(await barriers()).to.deep.equal([]);
  });

  it('DIS-2 enters who may receive what', async () => {
    world.server.answers['processor.save'] = () => ({ processor });
    open('/merchant/disclosures');
    (await find('button', 'Add a recipient')).click();
    type(await find('input', 'Name'), processor.name);
    type(await find('input', 'What they need it for'), processor.purpose);
    (await find('input', /^What was written/)).click();
    expect(await barriers()).to.deep.equal([]);
    (await find('button', 'Save')).click();
    await says('It acts on what leaves from now on.');
    expect(world.server.inputs('processor.save')).to.deep.equal([
      {
        name: processor.name,
        category: 'processor',
        purpose: processor.purpose,
        fields: ['reference', 'text'],
      },
    ]);
  });

  it('adds a webhook and shows its secret once', async () => {
    const secret = 'whsec_0123456789';
    world.server.answers['webhook.create'] = () => ({ webhook, secret });
    open('/merchant/webhooks');
    type(await find('input', 'Address'), webhook.url);
    (await find('button', 'Add')).click();
    await says('It is not shown again.');
    await waitUntil(() => all('code', secret).length === 1);
    expect(world.server.inputs('webhook.create')).to.deep.equal([
      {
        url: webhook.url,
        events: [
          'conversation.started',
          'message.posted',
          'conversation.closed',
          'conversation.rated',
          'conversation.purged',
        ],
        processor: processor.id,
      },
    ]);
    expect(await barriers()).to.deep.equal([]);
  });

  it('says why an address is refused', async () => {
    world.server.answers['webhook.create'] = () => {
      throw refusal('wrong_address');
    };
    open('/merchant/webhooks');
    type(await find('input', 'Address'), 'https://127.0.0.1/');
    (await find('button', 'Add')).click();
    await says('a host outside this network');
    expect(await barriers()).to.deep.equal([]);
  });

  it('shows how deliveries went, tests, turns off and removes', async () => {
    let { enabled } = webhook;
    Object.assign(world.server.answers, {
      'webhook.list': () => ({ webhooks: [{ ...webhook, enabled }] }),
      'webhook.deliveries': () => ({
        deliveries: [
          delivery(),
          delivery({
            id: id<DeliveryId>('delivery', 'two'),
            state: 'waiting',
            status: 503,
            problem: 'status_503',
            attempts: 3,
            nextAt: now + minute,
          }),
          delivery({
            id: id<DeliveryId>('delivery', 'three'),
            state: 'dropped',
            status: null,
            duration: null,
            problem: 'not_agreed',
          }),
        ],
      }),
      'webhook.test': () => ({
        delivery: delivery({ event: 'test', state: 'given_up', status: null, problem: 'refused' }),
      }),
      'webhook.change': ({ enabled: on }: { enabled: boolean }) => {
        enabled = on;
        return { webhook };
      },
      'webhook.remove': () => ({}),
    });
    open('/merchant/webhooks');
    (await find('button', 'Deliveries')).click();
    await says('Tried again, answer 503');
    await says('the consumer has not agreed to sharing with partners');
    expect(await barriers()).to.deep.equal([]);
    (await find('button', 'Send a test')).click();
    await says('the address leads inside this network');
    (await find('button', 'Turn off')).click();
    await find('button', 'Turn on');
    (await find('button', 'Remove…')).click();
    (await find('button', 'Remove webhook')).click();
    await waitUntil(() => world.server.inputs('webhook.remove').length === 1);
    await onPhone();
    expect(document.documentElement.scrollWidth).to.be.at.most(390);
    expect(await barriers()).to.deep.equal([]);
  });

  it('asks first who stands behind an address', async () => {
    world.server.answers['processor.list'] = () => ({ processors: [] });
    world.server.answers['webhook.list'] = () => ({ webhooks: [] });
    open('/merchant/webhooks');
    await says('No webhook yet.');
    expect((await find<HTMLAnchorElement>('a', 'Who may receive what')).pathname).to.equal(
      '/merchant/disclosures',
    );
    expect(await barriers()).to.deep.equal([]);
  });
});

describe('an export by staff', () => {
  it('POL-6 asks what it is for, and exports for the merchant alone where one may not know of others', async () => {
    const server = new Scripted({
      'transcript.export': () => ({ name: 'conversation.html', text: '<!doctype html>' }),
    });
    wearTokens();
    const main = document.createElement('main');
    const heading = document.createElement('h1');
    heading.textContent = 'Conversation';
    const element = document.createElement('merchant-export');
    Object.assign(element, { connection: server.connect(), conversation: id('conversation', 'one') });
    main.append(heading, element);
    document.body.append(main);
    const root = (): ShadowRoot => element.shadowRoot!;
    try {
      await waitUntil(() => root().querySelector('button') !== null);
      root().querySelector('button')!.click();
      await waitUntil(() => root().querySelector('#purpose') !== null);
      expect(await barriers()).to.deep.equal([]);
      const submit = () => root().querySelector<HTMLButtonElement>('[type=submit]')!.click();
      submit();
      expect(server.inputs('transcript.export')).to.deep.equal([]);
      root().querySelector<HTMLInputElement>('#purpose')!.value = 'A dispute about the price';
      submit();
      await waitUntil(() => root().textContent.includes('The register has an entry.'));
      expect(server.inputs('transcript.export')).to.deep.equal([
        { conversation: id('conversation', 'one'), purpose: 'A dispute about the price' },
      ]);
    } finally {
      main.remove();
    }
  });
});
