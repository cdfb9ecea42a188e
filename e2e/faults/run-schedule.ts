/** Plays one schedule against real processes, heals everything, and says what the checker has found. */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { startConversation, welcome } from '@parlour/shared/protocol/conversation.js';
import { publicUrl, type Cluster } from '@parlour/server/testing/cluster.js';
import { insist, type Cast } from './cast.js';
import { check } from './check.js';
import { Client, type Person } from './client.js';
import { History } from './history.js';
import { randomFrom } from '@parlour/server/testing/random-from.js';
import { agents, tabs, type Step } from './schedule.js';

export interface Outcome {
  readonly violations: readonly string[];
  readonly history: readonly string[];
  readonly messages: number;
}

export interface Planned {
  readonly seed: number;
  readonly steps: readonly Step[];
}

/**
 * Plays schedules at the same time over the same processes, each with a conversation and people of its own: what
 * one kills, all feel. Then everything is healed, and only then is anything checked.
 */
export async function runRound(cluster: Cluster, planned: readonly Planned[]): Promise<Outcome[]> {
  const casts = await Promise.all(planned.map(({ seed }) => assemble(cluster, new History(), seed)));
  try {
    await Promise.all(
      casts.map(async (cast, index) => {
        for (const step of planned[index]!.steps) await play(cast, step);
      }),
    );
    await Promise.all(casts.map(heal));
    return await Promise.all(
      casts.map(async (cast) => {
        const messages = await check(cast);
        cast.history.note('· done');
        return { violations: cast.history.violations, history: cast.history.lines, messages };
      }),
    );
  } finally {
    for (const cast of casts) for (const client of [...cast.clients, ...cast.strangers]) client.stop();
  }
}

async function assemble(cluster: Cluster, history: History, seed: number): Promise<Cast> {
  const draw = randomFrom(seed ^ 0x5eed);
  const random = (): number => draw(1_000_000) / 1_000_000;
  const unique = randomBytes(5).toString('hex');
  const address = `10.${draw(250)}.${draw(250)}.${draw(250)}`;
  const { site, merchants } = cluster.world;
  const consumer = (name: string): Person => ({
    name,
    me: 'consumer',
    headers: { origin: site.origin, 'x-forwarded-for': address },
    auth: { site: site.key, merchant: merchants.motors.slug, token: randomBytes(32).toString('base64url') },
  });
  const agent = async (name: string, merchant = merchants.motors._id) => {
    const { account, session, cookie } = await insist(() =>
      cluster.newAgent(`${name}-${randomBytes(4).toString('hex')}`, merchant),
    );
    const headers = { origin: publicUrl, cookie, 'x-forwarded-for': address };
    return { session, person: { name, me: account as `acc_${string}`, headers } satisfies Person };
  };
  const shopper = consumer('tab');
  const staff = await Promise.all([
    agent('agent 1'),
    agent('agent 2'),
    agent('foreign agent', merchants.harbour._id),
  ]);
  const people: Person[] = [
    ...tabs.map((n) => ({ ...shopper, name: `tab ${n + 1}` })),
    ...staff.slice(0, 2).map(({ person }) => person),
  ];
  const open = (person: Person, index: number): Promise<Client> =>
    Client.open(person, cluster.ports[index % cluster.ports.length]!, history, random);
  const clients = await Promise.all(people.map(open));
  const strangers = await Promise.all([consumer('stranger'), staff[2]!.person].map(open));
  const { connection } = clients[0]!;
  const { notice } = await insist(() => connection.call(welcome, {}));
  const { conversation } = await insist(() =>
    connection.call(startConversation, {
      notice: notice.sha256,
      locale: 'en',
      decisions: [
        { purpose: 'transcript_storage', state: 'given' },
        { purpose: 'device_storage', state: 'given' },
      ],
    }),
  );
  for (const client of clients) client.follow(conversation.id);
  history.note(`conversation ${conversation.id}, ${unique}`);
  return {
    cluster,
    history,
    conversation: conversation.id,
    clients,
    strangers,
    people,
    pending: [],
    conflicting: new Set(),
    revokedAt: null,
    expiredAt: null,
    sessionOfSecondAgent: staff[1]!.session,
  };
}

async function play(cast: Cast, step: Step): Promise<void> {
  const { cluster, history, conversation, clients, pending } = cast;
  const client = 'who' in step ? clients[step.who]! : clients[0]!;
  const { name } = client.person;
  const kill = (what: string, killing: Promise<void>): void =>
    void pending.push(killing.catch((error: unknown) => history.note(`${what}: ${String(error)}`)));
  history.note(`· ${'who' in step ? `${name} ` : ''}${describe(step)}`);
  switch (step.do) {
    case 'send':
      client.engine?.send(step.text);
      break;
    case 'repeat':
      repeat(cast, client, step.body);
      break;
    case 'read':
      client.engine?.markRead(client.engine.state.messages.length);
      break;
    case 'type':
      client.engine?.setTyping();
      break;
    case 'cut':
      client.proxy.cut();
      break;
    case 'halve':
      client.proxy.halve();
      break;
    case 'linger':
      client.proxy.linger(step.ms);
      break;
    case 'delay':
      client.proxy.delay = step.ms;
      break;
    case 'move':
      client.proxy.target = cluster.ports[step.node]!;
      client.proxy.cut();
      break;
    case 'reload':
      client.reload(conversation);
      break;
    case 'killNode':
      kill('node', cluster.nodes[step.node]!.kill(step.ms));
      break;
    case 'killStore':
      kill('store', cluster.store.kill(step.ms));
      break;
    case 'killRedis':
      kill('redis', cluster.redis.kill(step.ms));
      break;
    case 'wait':
      await pause(step.ms);
      break;
    case 'close':
      pending.push(client.engine?.close().catch(() => {}) ?? Promise.resolve());
      break;
    case 'revoke':
      pending.push(revoke(cast));
      break;
    case 'expire':
      pending.push(expire(cast));
      break;
  }
  // A turn for what has been asked for to begin.
  await new Promise(setImmediate);
}

const describe = (step: Step): string =>
  Object.entries(step)
    .filter(([key]) => key !== 'who')
    .map(([key, value]) => (key === 'do' ? String(value) : `${key} ${value}`))
    .join(' ');

/** The same clientId again over another connection of the same sender, with the same body or with another one. */
function repeat(cast: Cast, client: Client, body: 'same' | 'different'): void {
  const { clients, pending, conflicting } = cast;
  const isTab = client.person.me === 'consumer';
  const source = isTab ? clients.find((one) => one.person.me === 'consumer' && one.lastSent) : client;
  const sent = source?.lastSent;
  if (!sent) return;
  const text = body === 'same' ? sent.text : `${sent.text}, but different`;
  if (body === 'different') conflicting.add(text);
  pending.push(client.attempt({ ...sent, text }));
}

async function revoke(cast: Cast): Promise<void> {
  await insist(
    async () => void (await cast.cluster.models.Session.deleteOne({ _id: cast.sessionOfSecondAgent })),
  );
  cast.revokedAt = Date.now();
  cast.clients[agents[1]]!.entitledUntil = cast.revokedAt + 5_000;
}

async function expire(cast: Cast): Promise<void> {
  const expiresAt = new Date(Date.now() - 1_000);
  await insist(
    async () =>
      void (await cast.cluster.models.Conversation.updateOne(
        { _id: cast.conversation },
        { $set: { expiresAt } },
      )),
  );
  cast.expiredAt = Date.now();
}

/** Everything runs and every line is whole: from here on nothing disturbs. */
async function heal({ cluster, history, clients, pending }: Cast): Promise<void> {
  history.note('· heal');
  await Promise.all(pending.splice(0));
  await Promise.all([
    cluster.store.process,
    cluster.redis.process,
    ...cluster.nodes.map((node) => node.process),
  ]);
  for (const { proxy } of clients) {
    proxy.delay = 0;
    proxy.cut();
  }
}
