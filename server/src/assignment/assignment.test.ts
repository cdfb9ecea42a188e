import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccountId, ConversationId } from '@parlour/shared/model/ids.js';
import {
  chooseAvailability,
  declineOffer,
  listOffers,
  readAssignment,
  setAssignment,
  setCapacity,
} from '@parlour/shared/protocol/assignment.js';
import { acceptConversation, closeConversation, welcome } from '@parlour/shared/protocol/conversation.js';
import type { Agent } from '../testing/agent.js';
import type { Consumer } from '../testing/consumer.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  // As it is where nobody has decided otherwise.
  await server.app.context.models.AssignmentRule.deleteMany({});
});
afterEach(() => server.stop());

const accountOf = (name: 'ana' | 'ben' | 'max'): AccountId => server.world.people[name]._id as AccountId;
const signIn = (name: 'ana' | 'ben' | 'max' | 'hana', at = server): Promise<Agent> =>
  at.agent(server.world.people[name].email);

async function waiting(): Promise<Consumer & { conversation: ConversationId }> {
  const consumer = await server.consumer();
  await consumer.start();
  // One after another, so that the first is the longest waiting.
  server.clock.advance(10);
  return consumer as Consumer & { conversation: ConversationId };
}

const offeredTo = async (conversation: ConversationId): Promise<string | null> => {
  const found = await server.app.context.models.Conversation.findById(conversation).lean();
  const { offer } = found!;
  return offer && offer.until.getTime() > server.clock.now() ? offer.to : null;
};

/** What is stored comes to be so: the nodes look by themselves, at every change and each second. */
const becomes = (conversation: ConversationId, to: string | null): Promise<void> =>
  vi.waitFor(async () => expect(await offeredTo(conversation)).toBe(to), { timeout: 8_000, interval: 20 });

describe('offers', () => {
  it('CNV-2 the longest waiting is offered to whoever has the fewest, who is told until when', async () => {
    const ana = await signIn('ana');
    const first = await waiting();
    await becomes(first.conversation, accountOf('ana'));
    const told = await ana.connection.next('inbox.changed', ({ offer }) => offer !== undefined);
    expect(told).toMatchObject({
      conversation: { id: first.conversation, state: 'queued', agent: null },
      offer: { to: accountOf('ana') },
    });
    expect(told.offer!.until - server.clock.now()).toBeLessThanOrEqual(30_000);
    const { entries } = await ana.connection.call(listOffers, {});
    expect(entries.map(({ conversation }) => conversation.id)).toEqual([first.conversation]);
    await ana.connection.call(acceptConversation, { conversation: first.conversation });
    await signIn('ben');
    const second = await waiting();
    await becomes(second.conversation, accountOf('ben'));
  });

  it('CNV-2 nobody is offered more than they have room for; who frees up is offered the longest waiting', async () => {
    const [ana, max] = await Promise.all([signIn('ana'), signIn('max')]);
    await max.connection.call(setCapacity, { account: accountOf('max'), capacity: 0 });
    await max.connection.call(setCapacity, { account: accountOf('ana'), capacity: 1 });
    const one = await waiting();
    await becomes(one.conversation, accountOf('ana'));
    await ana.connection.call(acceptConversation, { conversation: one.conversation });
    const [two, three] = [await waiting(), await waiting()];
    await server.app.context.assignment.settled();
    expect(await offeredTo(two.conversation)).toBeNull();
    await ana.connection.call(closeConversation, { conversation: one.conversation });
    await becomes(two.conversation, accountOf('ana'));
    expect(await offeredTo(three.conversation)).toBeNull();
    const { agents } = await max.connection.call(readAssignment, {});
    expect(agents.find(({ id }) => id === accountOf('ana'))).toMatchObject({
      availability: 'online',
      capacity: 1,
      load: 0,
    });
  });

  it('CNV-2 what is not answered in time is offered to somebody else, by its date alone', async () => {
    await signIn('ana');
    const { conversation } = await waiting();
    await becomes(conversation, accountOf('ana'));
    await signIn('ben');
    server.clock.advance(30_000);
    await becomes(conversation, accountOf('ben'));
  });

  it('CNV-2 what is declined is offered to somebody else, and stays in the queue where nobody else is', async () => {
    const ana = await signIn('ana');
    const { conversation } = await waiting();
    await becomes(conversation, accountOf('ana'));
    await ana.connection.call(declineOffer, { conversation });
    await becomes(conversation, null);
    expect((await ana.inbox('queue')).entries).toHaveLength(1);
    await signIn('ben');
    await becomes(conversation, accountOf('ben'));
  });

  it('CNV-2 who goes away or loses the connection is offered nothing, and what they were offered goes on', async () => {
    const ana = await signIn('ana');
    const one = await waiting();
    await becomes(one.conversation, accountOf('ana'));
    const ben = await signIn('ben');
    await ana.connection.call(chooseAvailability, { availability: 'away' });
    await becomes(one.conversation, accountOf('ben'));
    expect(await ana.connection.next('availability.changed')).toEqual({ availability: 'away' });
    ben.stop();
    await becomes(one.conversation, null);
    await ana.connection.call(chooseAvailability, { availability: 'online' });
    const two = await waiting();
    await becomes(two.conversation, accountOf('ana'));
  });

  it('CNV-8 where everybody is away consumers see that nobody is there', async () => {
    const ana = await signIn('ana');
    const consumer = await server.consumer();
    await ana.connection.call(chooseAvailability, { availability: 'away' });
    await consumer.connection.next('presence.changed', ({ presence }) => presence === 'offline');
    expect((await consumer.connection.call(welcome, {})).presence).toBe('offline');
    await ana.connection.call(chooseAvailability, { availability: 'online' });
    await consumer.connection.next('presence.changed', ({ presence }) => presence === 'online');
  });

  it('CNV-2 a merchant who assigns by hand has nothing offered, and what was is taken back', async () => {
    const [max] = await Promise.all([signIn('max'), signIn('ana')]);
    const { conversation } = await waiting();
    await vi.waitFor(async () => expect(await offeredTo(conversation)).not.toBeNull());
    await max.connection.call(setAssignment, { rule: 'by_hand', offerSeconds: 60 });
    await becomes(conversation, null);
    await max.connection.call(setAssignment, { rule: 'automatic', offerSeconds: 60 });
    await vi.waitFor(async () => expect(await offeredTo(conversation)).not.toBeNull());
  });

  it('CNV-2 a colleague may take what was offered to somebody else; of the two one has it', async () => {
    const ana = await signIn('ana');
    const { conversation } = await waiting();
    await becomes(conversation, accountOf('ana'));
    const ben = await signIn('ben');
    const answers = await Promise.allSettled(
      [ana, ben].map((agent) => agent.connection.call(acceptConversation, { conversation })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await ana.connection.call(listOffers, {})).entries).toEqual([]);
  });

  it('AUT-3 capacity and rule are a manager’s to set, of their own merchant', async () => {
    const [ana, max] = await Promise.all([signIn('ana'), signIn('max')]);
    const hana = server.world.people.hana._id as AccountId;
    expect(
      await refusalOf(ana.connection.call(setCapacity, { account: accountOf('ana'), capacity: 9 })),
    ).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(max.connection.call(setCapacity, { account: hana, capacity: 9 }))).toMatchObject({
      code: 'not_found',
    });
  });
});

describe('two servers over one store', () => {
  it('CNV-2 they offer nothing twice and nobody more than they have room for, however they race', async () => {
    const other = await server.another();
    try {
      await Promise.all([signIn('ana'), signIn('ben', other)]);
      const started = await Promise.all(Array.from({ length: 12 }, () => server.consumer()));
      await Promise.all(started.map((consumer) => consumer.start()));
      const { merchants } = server.world;
      for (const { app } of [server, other]) app.context.assignment.look(merchants.motors._id as never);
      await vi.waitFor(async () => {
        const offers = await offersNow();
        expect(offers).toHaveLength(8);
      });
      const offers = await offersNow();
      for (const name of ['ana', 'ben'] as const)
        expect(offers.filter((to) => to === accountOf(name))).toHaveLength(4);
    } finally {
      await other.stop();
    }
  });

  it('CNV-2 what a node that died had offered is offered again by the one that lives', async () => {
    const other = await server.another();
    await signIn('ana', other);
    const { conversation } = await waiting();
    await becomes(conversation, accountOf('ana'));
    // Its agents are gone with it, and the lease of a node that is killed falls free at its end.
    await other.stop();
    await server.app.context.models.Lease.create({
      _id: `offers/${server.world.merchants.motors._id}`,
      holder: 'killed',
      until: new Date(server.clock.now() + 4_000),
    });
    await signIn('ben');
    server.clock.advance(4_000);
    await becomes(conversation, accountOf('ben'));
  });

  const offersNow = async (): Promise<string[]> => {
    const rows = await server.app.context.models.Conversation.find({ state: 'queued' }).lean();
    return rows.flatMap(({ offer }) => (offer ? [offer.to] : []));
  };
});

describe('place in the queue', () => {
  it('CNV-2 the consumer sees their place, live, and theirs alone', async () => {
    const [one, two] = [await waiting(), await waiting()];
    expect((await one.sync()).place).toBe(1);
    expect((await two.sync()).place).toBe(2);
    const ana = await signIn('ana');
    await ana.connection.call(acceptConversation, { conversation: one.conversation });
    const told = await two.connection.next('place.changed', ({ place }) => place === 1);
    expect(told).toEqual({ conversation: two.conversation, place: 1 });
    expect((await one.sync()).place).toBeUndefined();
    expect((await ana.sync(two.conversation)).place).toBeUndefined();
    for (const { conversation } of one.connection.all('place.changed'))
      expect(conversation).toBe(one.conversation);
  });
});
