import { expect, waitUntil } from '@open-wc/testing';
import { minute } from '@parlour/shared/rules/expiry.js';
import { ana, anaAsAgent, ben, conversation, entry } from '../../testing/samples.js';
import { Alerts, type Bell } from './alerts.js';
import { belongs, isHanded, isNews } from './inbox-order.js';

class CountingBell implements Bell {
  rung = 0;
  isReady = true;
  ring(): void {
    this.rung++;
  }
}

const alert = {
  kind: 'queue',
  title: 'Blue hatchback: somebody waits.',
  about: 'cnv_blue',
  open: () => {},
} as const;

/** A tab that is closed gives up its locks, a moment later. */
const nobodyRings = (): Promise<void> =>
  waitUntil(async () => {
    const { held = [] } = await navigator.locks.query();
    return held.every(({ name }) => !name?.endsWith('/sound'));
  });

describe('alerts', () => {
  let tabs: Alerts[] = [];
  const tab = (bell: Bell): Alerts => {
    const opened = new Alerts(ana.id, bell);
    tabs.push(opened);
    return opened;
  };

  beforeEach(() => localStorage.clear());
  afterEach(async () => {
    for (const opened of tabs) opened.dispose();
    tabs = [];
    localStorage.clear();
    await nobodyRings();
  });

  it('INB-5 one sound for an agent, however many tabs hear of it', async () => {
    const bells = [new CountingBell(), new CountingBell(), new CountingBell()];
    const opened = bells.map((bell) => tab(bell));
    await Promise.all(opened.map((one) => one.tell(alert)));
    expect(bells.reduce((sum, { rung }) => sum + rung, 0)).to.equal(1);
  });

  it('INB-5 a tab that may not be heard leaves the sound to one that may', async () => {
    const [mute, loud] = [new CountingBell(), new CountingBell()];
    mute.isReady = false;
    for (const one of [tab(mute), tab(loud)]) await one.tell(alert);
    expect([mute.rung, loud.rung]).to.deep.equal([0, 1]);
  });

  it('INB-5 another tab makes the sound when the one that did is closed', async () => {
    const bells = [new CountingBell(), new CountingBell()];
    const [one, other] = bells.map((bell) => tab(bell));
    await one!.tell(alert);
    one!.dispose();
    await nobodyRings();
    await other!.tell(alert);
    expect(bells.map(({ rung }) => rung)).to.deep.equal([1, 1]);
  });

  it('INB-5 each kind of alert can be turned off for itself', async () => {
    const bell = new CountingBell();
    const opened = tab(bell);
    opened.choose({ queue: false });
    await opened.tell(alert);
    expect(bell.rung).to.equal(0);
    await opened.tell({ ...alert, kind: 'offer' });
    expect(bell.rung).to.equal(1);
  });

  it('INB-5 the sound can be turned off, in every tab at once', async () => {
    const bell = new CountingBell();
    const [one, other] = [tab(bell), tab(bell)];
    one.choose({ sound: false });
    // As the browser tells the other tabs.
    window.dispatchEvent(new StorageEvent('storage', { key: 'parlour-alerts' }));
    await other.tell(alert);
    expect(bell.rung).to.equal(0);
  });

  it('INB-5 without storage there is still a sound', async () => {
    const bell = new CountingBell();
    const opened = tab(bell);
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new Error('blocked');
    };
    try {
      await opened.tell(alert);
    } finally {
      Storage.prototype.setItem = setItem;
    }
    await waitUntil(() => bell.rung === 1);
  });

  it('INB-5 what a consumer of mine or of the queue writes is news; what colleagues have, and answers, are not', () => {
    const at = Date.now();
    const said = (from: 'consumer' | 'agent') => ({ text: 'x', from, at });
    const queued = conversation('queued');
    const [mine, theirs] = [
      conversation('mine', { state: 'active', agent: anaAsAgent }),
      conversation('theirs', { state: 'active', agent: ben }),
    ];
    const row = (view: typeof queued, unread: number, preview = said('consumer')) =>
      entry(view, { unread, preview });
    const before = entry(mine, { unread: 0, preview: { text: 'y', from: 'agent', at: at - minute } });
    expect(isNews(null, row(queued, 1), ana.id)).to.equal(true);
    expect(isNews(before, row(mine, 1), ana.id)).to.equal(true);
    expect(isNews(null, row(theirs, 1), ana.id)).to.equal(false);
    expect(isNews(before, row(mine, 0, said('agent')), ana.id)).to.equal(false);
    expect(isNews(row(mine, 1), row(mine, 1), ana.id)).to.equal(false);
  });

  it('INB-8 what was handed on is quiet for whoever had it, and told to whoever has it now', () => {
    const mine = conversation('mine', { state: 'active', agent: anaAsAgent });
    const said = { text: 'x', from: 'consumer', at: Date.now() } as const;
    const before = entry(mine, { unread: 0 });
    const handedOn = entry({ ...mine, agent: ben }, { unread: 1, preview: said });
    expect(isNews(before, handedOn, ana.id)).to.equal(false);
    expect(belongs(handedOn, 'mine', ana.id)).to.equal(false);
    expect(isHanded(before, handedOn, ben.id as typeof ana.id)).to.equal(true);
    expect(isHanded(handedOn, handedOn, ben.id as typeof ana.id)).to.equal(false);
    expect(isHanded(entry(conversation('mine')), before, ana.id)).to.equal(false);
  });
});
