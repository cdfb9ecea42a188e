/** A server with something on every page of every portal, and a way into each portal as who sees most of it. */
import type { Page } from '@playwright/test';
import type { SiteId } from '@parlour/shared/model/ids.js';
import { makeCode } from '@parlour/shared/protocol/access-code.js';
import { saveCannedReply } from '@parlour/shared/protocol/canned-reply.js';
import { placeHold } from '@parlour/shared/protocol/hold.js';
import { saveLabel } from '@parlour/shared/protocol/label.js';
import { fileLegalRequest } from '@parlour/shared/protocol/legal-request.js';
import { createSite } from '@parlour/shared/protocol/site.js';
import { inviteAccount } from '@parlour/shared/protocol/team.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { FakeClock } from '@parlour/server/testing/fake-clock.js';
import { fillInbox } from '@parlour/server/testing/fill-inbox.js';
import { signInAdmin, signInProvider } from '@parlour/server/testing/provider.js';
import { startServer, type TestServer } from '@parlour/server/testing/start-server.js';
import { nextAdminCode } from '@parlour/server/testing/world.js';
import { enterCode } from './sign-in.js';

export const portalsWithSignIn = ['merchant', 'provider', 'admin'] as const;
export type Portal = (typeof portalsWithSignIn)[number] | 'consumer';

const openers = { merchant: 'mia', provider: 'pia', admin: 'ada' } as const;

export class FullHouse {
  private constructor(
    readonly server: TestServer,
    /** Opens the consumer portal; empty where nobody has written. */
    private readonly code: string,
  ) {}

  /** With a browser the clock is the real one: cookies live by it. */
  static async open(): Promise<FullHouse> {
    const clock = new FakeClock(Date.now());
    const server = await startServer({ clock });
    await fillInbox(server, 30);
    const shopper = await server.consumer();
    await shopper.start();
    await shopper.say('Is the blue one still there, and could I see it on Saturday?');
    const agent = await server.agent();
    await agent.sync(shopper.conversation!);
    await agent.say(shopper.conversation!, 'Yes! Come by until six.');
    const manager = await server.agent(server.world.people.mia.email);
    await manager.http.call(saveCannedReply, { shortcut: 'hours', text: 'We are open from nine to six.' });
    await manager.http.call(saveLabel, { name: 'Test drive', colour: 'accent' });
    await manager.http.call(inviteAccount, { email: 'new@people.example', role: 'agent' });
    const provider = await signInProvider(server);
    await provider.http.call(createSite, { name: 'Boats', origins: ['https://boats.example'] });
    const admin = await signInAdmin(server);
    const scope = { conversation: shopper.conversation! };
    const reviewAt = clock.now() + 60 * day;
    await admin.http.call(placeHold, {
      scope,
      reason: 'Dispute over a deposit',
      custodians: [],
      gagged: false,
      reviewAt,
    });
    await admin.http.call(fileLegalRequest, {
      authority: 'District court of Hanover',
      reference: '12 C 345/26',
      basis: 'Order to hand over, section 142 of the code of civil procedure',
      scope,
      hold: false,
    });
    const { code } = await shopper.connection.call(makeCode, {});
    for (const actor of [shopper, agent, manager, provider, admin]) actor.stop();
    return new FullHouse(server, code);
  }

  /** A server on which nothing has happened yet, with the people who may come in. */
  static async empty(): Promise<FullHouse> {
    return new FullHouse(await startServer({ clock: new FakeClock(Date.now()) }), '');
  }

  get site(): SiteId {
    return this.server.world.site._id;
  }

  /** The address at which a portal begins. */
  at(portal: Portal): string {
    return `${this.server.url}/${portal}`;
  }

  /** Goes in, as somebody who may see all that there is. */
  async enter(page: Page, portal: Portal): Promise<void> {
    if (portal === 'consumer') {
      await page.goto(`${this.at(portal)}#code=${this.code}`);
      await page.locator('.promise').waitFor();
      return;
    }
    const { people, password } = this.server.world;
    await page.goto(this.at(portal));
    await page.getByRole('textbox', { name: 'E-mail address' }).fill(people[openers[portal]].email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    if (portal === 'admin') await enterCode(page, nextAdminCode());
    await page.getByRole('navigation', { name: 'Portal' }).waitFor();
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}
