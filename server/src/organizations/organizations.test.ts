import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MerchantId, ProviderId } from '@parlour/shared/model/ids.js';
import { listAudit } from '@parlour/shared/protocol/audit.js';
import {
  changeOrganization,
  createOrganization,
  listOrganizations,
  type OrganizationView,
} from '@parlour/shared/protocol/organization.js';
import { listSites } from '@parlour/shared/protocol/site.js';
import { acceptInvitation, createToken, inviteAccount, listAccounts } from '@parlour/shared/protocol/team.js';
import { Agent } from '../testing/agent.js';
import { HttpClient } from '../testing/http-client.js';
import { signInAdmin, signInProvider } from '../testing/provider.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
let ada: Agent;
beforeAll(async () => {
  server = await startServer();
  ada = await signInAdmin(server);
});
afterAll(() => server.stop());

const list = async (kind: 'merchant' | 'provider', search?: string, after?: string) =>
  ada.http.call(listOrganizations, { kind, ...(search && { search }), ...(after && { after }) });
const change = (organization: MerchantId | ProviderId, what: { name?: string; disabled?: boolean }) =>
  ada.http.call(changeOrganization, { organization, ...what });

async function join(link: string, name: string): Promise<void> {
  const http = new HttpClient(server.url, { origin: server.url });
  await http.call(acceptInvitation, {
    token: link.split('#')[1]!,
    name,
    password: server.world.password,
  });
}

describe('organizations', () => {
  it('are created with the invitation of whoever manages them, who can then sign in and work', async () => {
    const email = 'lena@lakeside.example';
    const made = await ada.http.call(createOrganization, {
      kind: 'merchant',
      name: ' Lakeside Cars ',
      slug: 'lakeside-cars',
      email,
    });
    expect(made.organization).toMatchObject({
      kind: 'merchant',
      name: 'Lakeside Cars',
      slug: 'lakeside-cars',
      accounts: 0,
      sites: 0,
      disabledAt: null,
    });
    expect(made.link).toContain(`${server.url}/merchant/join#`);
    await join(made.link!, 'Lena');
    const lena = await Agent.signIn({ url: server.url, email, password: server.world.password });
    lena.stop();
    const [listed] = (await list('merchant', 'lakeside')).organizations;
    expect(listed).toMatchObject({ accounts: 1 });
    expect(
      await refusalOf(
        ada.http.call(createOrganization, { kind: 'merchant', name: 'Other', slug: 'lakeside-cars', email }),
      ),
    ).toMatchObject({ code: 'name_taken' });
    expect(
      await refusalOf(ada.http.call(createOrganization, { kind: 'merchant', name: 'No slug', email })),
    ).toMatchObject({ code: 'invalid_input' });
  });

  it('a provider is created likewise, and has no site to begin with', async () => {
    const email = 'paul@boatfinder.example';
    const made = await ada.http.call(createOrganization, { kind: 'provider', name: 'Boatfinder', email });
    expect(made.link).toContain(`${server.url}/provider/join#`);
    await join(made.link!, 'Paul');
    const paul = await signInProvider(server, email);
    expect(await refusalOf(paul.http.call(listSites, {}))).toMatchObject({ code: 'policies_not_accepted' });
    paul.stop();
    expect(
      await refusalOf(ada.http.call(createOrganization, { kind: 'provider', name: 'Boatfinder', email })),
    ).toMatchObject({ code: 'name_taken' });
  });

  it('AUT-3 a disabled merchant is out within five seconds: sockets, sign-in, tokens, and those who would chat', async () => {
    const { url, world } = server;
    const manager = await server.agent(world.people.max.email);
    const { token } = await manager.http.call(createToken, {
      name: 'Program',
      scopes: ['conversations:read'],
    });
    const program = new HttpClient(url, { authorization: `Bearer ${token}` });
    expect((await program.fetch('/api/v1/conversations?view=queue')).status).toBe(200);
    const [agent, consumer] = [await server.agent(), await server.consumer()];
    await consumer.start();
    const since = Date.now();
    const { organization } = await change(world.merchants.motors._id, { disabled: true });
    expect(organization.disabledAt).not.toBeNull();
    await Promise.all([agent, manager].map(({ connection }) => connection.next('session.ended')));
    await Promise.all([agent, manager, consumer].map(({ connection }) => connection.closed));
    expect(Date.now() - since).toBeLessThan(5_000);
    expect((await agent.http.fetch('/api/v1/session')).status).toBe(401);
    expect((await program.fetch('/api/v1/conversations?view=queue')).status).toBe(401);
    expect(await refusalOf(server.agent())).toMatchObject({ code: 'wrong_credentials' });
    expect(await refusalOf(server.consumer())).toMatchObject({ code: 'unknown_site' });
    // Others are not disturbed.
    (await server.agent(world.people.hana.email)).stop();
    await change(world.merchants.motors._id, { disabled: false });
    (await server.agent()).stop();
    (await server.consumer()).stop();
  });

  it('AUT-3 a disabled provider’s sites show no chat, and nobody of it signs in or joins', async () => {
    const { rival } = server.world;
    const rita = await signInProvider(server, rival.person.email);
    const { link } = await rita.http.call(inviteAccount, { email: 'ron@rival.example', role: 'provider' });
    await change(rival.provider as ProviderId, { disabled: true });
    await rita.connection.closed;
    expect(await refusalOf(signInProvider(server, rival.person.email))).toMatchObject({
      code: 'wrong_credentials',
    });
    expect(await refusalOf(join(link!, 'Ron'))).toMatchObject({ code: 'link_spent' });
    const { directory } = server.app.context;
    expect(await directory.allows(rival.site.key, rival.site.origins[0]!)).toBe(false);
    await change(rival.provider as ProviderId, { disabled: false });
    expect(await directory.allows(rival.site.key, rival.site.origins[0]!)).toBe(true);
    await join(link!, 'Ron');
  });

  it('ACC-4 a provider’s team is its own: it invites and disables its own people and nobody else’s', async () => {
    const pia = await signInProvider(server);
    const { accounts } = await pia.http.call(listAccounts, {});
    expect(accounts.map(({ name }) => name)).toEqual(['Pia']);
    for (const role of ['manager', 'agent', 'admin'] as const)
      expect(
        await refusalOf(pia.http.call(inviteAccount, { email: 'x@people.example', role })),
      ).toMatchObject({ code: 'invalid_input' });
    const { link } = await pia.http.call(inviteAccount, {
      email: 'pat@people.example',
      role: 'provider',
      organization: 'Rival Wheels',
    });
    await join(link!, 'Pat');
    const names = (await pia.http.call(listAccounts, {})).accounts.map(({ name }) => name);
    expect(names.toSorted()).toEqual(['Pat', 'Pia']);
    pia.stop();
  });

  it('are found by any part of their name, a page at a time, whatever stands in the search', async () => {
    const { Merchant } = server.app.context.models;
    await Merchant.insertMany(
      Array.from({ length: 120 }, (_, at) => ({
        _id: `mer_${String(at).padStart(22, 'p')}`,
        slug: `paged-${at}`,
        name: `Paged (${String(at).padStart(3, '0')})`,
      })),
    );
    const found: OrganizationView[] = [];
    let after: string | undefined;
    do {
      const page = await list('merchant', 'paged (', after);
      expect(page.total).toBe(120);
      found.push(...page.organizations);
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(found.map(({ name }) => name)).toEqual(
      Array.from({ length: 120 }, (_, at) => `Paged (${String(at).padStart(3, '0')})`),
    );
    for (const search of ['.*', '^P', '$', '[a-z]', '(', '\\'])
      expect((await list('merchant', search)).total).toBe(search === '(' ? 120 : 0);
  });

  it('AUD-1 what is done to them is in the audit', async () => {
    const renamed = await change(server.world.merchants.harbour._id, { name: 'Harbour Motors' });
    expect(renamed.organization.name).toBe('Harbour Motors');
    const { entries } = await ada.http.call(listAudit, {});
    const actions = entries.map(({ action }) => action);
    for (const action of ['organization.create', 'organization.change']) expect(actions).toContain(action);
  });

  it('AUT-1 only admins reach them, with a fresh proof for what changes something', async () => {
    for (const who of [await server.agent(server.world.people.max.email), await signInProvider(server)]) {
      expect(await refusalOf(who.http.call(listOrganizations, { kind: 'merchant' }))).toMatchObject({
        code: 'forbidden',
      });
      who.stop();
    }
    server.clock.advance(11 * 60_000);
    const attempt = change(server.world.merchants.harbour._id, { disabled: true });
    expect(await refusalOf(attempt)).toMatchObject({ code: 'step_up_needed' });
  });
});
