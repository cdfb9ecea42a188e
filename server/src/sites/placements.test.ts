import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InvitationId, MerchantId, SiteId } from '@parlour/shared/model/ids.js';
import {
  answerPlacement,
  askPlacement,
  endPlacement,
  invitationLife,
  invitePlacement,
  listPlacements,
  withdrawPlacement,
  type PlacementView,
} from '@parlour/shared/protocol/placement.js';
import { Agent } from '../testing/agent.js';
import { Consumer } from '../testing/consumer.js';
import type { PostOffice } from '../testing/post-office.js';
import { signInProvider } from '../testing/provider.js';
import { refusalOf } from '../testing/refusal-of.js';
import type { TestServer } from '../testing/start-server.js';
import { startWithMail } from '../testing/start-with-mail.js';

let server: TestServer;
let office: PostOffice;
let pia: Agent;
let max: Agent;
let site: SiteId;
beforeAll(async () => {
  ({ office, server } = await startWithMail());
  const { url, world } = server;
  site = world.other._id;
  pia = await signInProvider(server);
  max = await Agent.signIn({ url, email: world.people.max.email, password: world.password });
});
afterAll(() => server.stop());

type Invited = Extract<PlacementView, { state: 'invited' }>;

const motors = (): MerchantId => server.world.merchants.motors._id;
const list = async (who: Agent) => (await who.http.call(listPlacements, {})).placements;
const waiting = async (who: Agent): Promise<Invited[]> =>
  (await list(who)).filter((placement) => placement.state === 'invited');
const arrive = () =>
  Consumer.arrive({
    url: server.url,
    site: server.world.other.key,
    origin: server.world.other.origin,
    merchant: 'motors',
  });
const answer = (who: Agent, invitation: InvitationId, accept: boolean) =>
  who.http.call(answerPlacement, { invitation, accept });

describe('placements', () => {
  it('become active once the merchant accepts what the provider asked, and not before', async () => {
    const { placement } = await pia.http.call(invitePlacement, { site, to: ' Motors ' });
    expect(placement).toMatchObject({ state: 'invited', by: 'provider', said: 'motors', merchant: null });
    expect(await refusalOf(arrive())).toMatchObject({ code: 'unknown_site' });
    const [asked] = await waiting(max);
    expect(asked).toMatchObject({
      by: 'provider',
      said: '',
      site: { id: site, name: 'Other', origin: 'https://other.example', provider: 'Wheels' },
    });
    // Whoever asked cannot answer themselves.
    expect(await refusalOf(answer(pia, asked!.id, true))).toMatchObject({ code: 'not_found' });
    await answer(max, asked!.id, true);
    expect(await waiting(pia)).toEqual([]);
    expect(await list(max)).toContainEqual(
      expect.objectContaining({ state: 'active', site: expect.objectContaining({ id: site }) as object }),
    );
    const consumer = await arrive();
    await consumer.start();
    consumer.stop();
    expect(await refusalOf(pia.http.call(invitePlacement, { site, to: 'motors' }))).toMatchObject({
      code: 'placement_exists',
    });
  });

  it('AUT-3 one that is ended acts on open sockets within five seconds: nothing arrives, sends are refused', async () => {
    const agent = await server.agent();
    const consumer = await arrive();
    const { id } = await consumer.start();
    await agent.sync(id);
    await consumer.say('Is it still there?');
    await agent.connection.next('message.posted', ({ kind }) => kind === 'text');
    const since = Date.now();
    await max.http.call(endPlacement, { site, merchant: motors() });
    expect(await refusalOf(agent.say(id, 'Yes!'))).toMatchObject({ code: 'placement_ended' });
    await expect(consumer.say('Hello?')).rejects.toThrow();
    await consumer.connection.closed;
    expect(Date.now() - since).toBeLessThan(5_000);
    // What was said can still be read by those whom it concerns, and nothing has been added.
    const { messages } = await agent.sync(id);
    expect(messages.filter(({ kind }) => kind === 'text')).toMatchObject([{ text: 'Is it still there?' }]);
    expect(JSON.stringify(consumer.connection.all('message.posted'))).not.toContain('Yes!');
    await expect(arrive()).rejects.toThrow();
    expect(await list(pia)).toContainEqual(expect.objectContaining({ state: 'ended', by: 'merchant' }));
  });

  it('are asked for by a merchant too, and the provider answers', async () => {
    const { placement } = await max.http.call(askPlacement, { origin: 'https://Other.example/' });
    expect(placement).toMatchObject({ by: 'merchant', said: 'https://other.example', site: null });
    const [asked] = await waiting(pia);
    expect(asked).toMatchObject({ merchant: { slug: 'motors', name: 'Motors' }, said: '' });
    await answer(pia, asked!.id, true);
    const consumer = await arrive();
    await consumer.start();
    await pia.http.call(endPlacement, { site, merchant: motors() });
    await consumer.connection.closed;
  });

  it('are declined, taken back, and run out; then nobody can accept any more', async () => {
    const invite = async (): Promise<InvitationId> => {
      await pia.http.call(invitePlacement, { site, to: 'motors' });
      return (await waiting(max))[0]!.id;
    };
    const declined = await invite();
    await answer(max, declined, false);
    expect(await refusalOf(answer(max, declined, true))).toMatchObject({ code: 'not_found' });
    const withdrawn = await invite();
    await pia.http.call(withdrawPlacement, { invitation: withdrawn });
    expect(await refusalOf(answer(max, withdrawn, true))).toMatchObject({ code: 'not_found' });
    const late = await invite();
    server.clock.advance(invitationLife);
    pia = await signInProvider(server);
    max = await server.agent(server.world.people.max.email);
    expect(await refusalOf(answer(max, late, true))).toMatchObject({ code: 'not_found' });
    expect(await waiting(max)).toEqual([]);
    await expect(arrive()).rejects.toThrow();
  });

  it('of an acceptance and a withdrawal at once, one has it and the other is told', async () => {
    await pia.http.call(invitePlacement, { site, to: 'motors' });
    const [{ id }] = (await waiting(max)) as [Invited];
    const both = await Promise.allSettled([
      answer(max, id, true),
      pia.http.call(withdrawPlacement, { invitation: id }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const isActive = (await list(pia)).some(
      (placement) => placement.state === 'active' && placement.site.id === site,
    );
    expect(isActive).toBe(both[0].status === 'fulfilled');
    if (isActive) await pia.http.call(endPlacement, { site, merchant: motors() });
  });

  it('ACC-4 inviting tells nothing of who exists: known and unknown are answered and listed alike', async () => {
    const shape = ({ placement }: { placement: PlacementView }) => {
      const { id: _id, said: _said, ...rest } = placement as Invited;
      return rest;
    };
    const outcomes = [];
    for (const to of [
      'motors',
      'nobody-there',
      server.world.people.max.email,
      'nobody@people.example',
      'HARBOUR',
    ])
      outcomes.push(await pia.http.call(invitePlacement, { site, to }));
    const shapes = outcomes.map(shape);
    for (const one of shapes) expect(one).toEqual(shapes[0]);
    const listed = (await waiting(pia)).map((placement) => shape({ placement }));
    expect(listed).toEqual(shapes);
    const asked = [];
    for (const origin of ['https://rival.example', 'https://nobody.example'])
      asked.push(shape(await max.http.call(askPlacement, { origin })));
    expect(asked[0]).toEqual(asked[1]);
    // Nor whose address it is where the merchant is placed already.
    const { site: motorsSite } = server.world;
    const placed = await pia.http.call(invitePlacement, { site: motorsSite._id, to: 'mia@people.example' });
    expect(shape(placed)).toMatchObject({ state: 'invited', by: 'provider', merchant: null });
    // Asking again for the same is refused for either alike.
    for (const to of ['motors', 'nobody-there'])
      expect(await refusalOf(pia.http.call(invitePlacement, { site, to }))).toMatchObject({
        code: 'placement_exists',
      });
  });

  it('tell the managers by mail, with the address of the page and nothing of the site', async () => {
    const mail = await office.next(server.world.people.max.email, ({ text }) => text.includes('/placements'));
    expect(mail.text).toContain(`${server.url}/merchant/placements`);
    expect(office.delivered.some(({ to }) => to.includes('nobody@people.example'))).toBe(false);
  });

  it('AUT-1 are those of one’s own side only: an agent, another manager and another provider reach none', async () => {
    const rita = await signInProvider(server, server.world.rival.person.email);
    const agent = await server.agent();
    const [own] = await waiting(max);
    expect(own).toBeDefined();
    expect(await refusalOf(answer(rita, own!.id, true))).toMatchObject({ code: 'not_found' });
    expect(await refusalOf(rita.http.call(withdrawPlacement, { invitation: own!.id }))).toMatchObject({
      code: 'not_found',
    });
    const place = { site: server.world.site._id, merchant: server.world.merchants.harbour._id };
    for (const who of [rita, max])
      expect(await refusalOf(who.http.call(endPlacement, place))).toMatchObject({ code: 'not_found' });
    expect(await refusalOf(rita.http.call(invitePlacement, { site, to: 'motors' }))).toMatchObject({
      code: 'not_found',
    });
    expect(await refusalOf(agent.http.call(listPlacements, {}))).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(answer(agent, own!.id, true))).toMatchObject({ code: 'forbidden' });
    const theirs = await list(rita);
    // The merchant asked for rival.example: that is all Rita sees.
    expect(theirs).toMatchObject([{ state: 'invited', by: 'merchant', merchant: { slug: 'motors' } }]);
    rita.stop();
  });
});
