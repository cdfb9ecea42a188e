/**
 * Every link that this server hands out or mails, each with the ways to follow it, so that what is tried on one is tried
 * on all: twice, at once, too late, with a letter changed, in another's place, by a program that only looks.
 */
import { openLink, askLink } from '@parlour/shared/protocol/access-link.js';
import { makeCode } from '@parlour/shared/protocol/access-code.js';
import { forgetPassword, resetPassword } from '@parlour/shared/protocol/account.js';
import { giveContact } from '@parlour/shared/protocol/contact.js';
import { welcome } from '@parlour/shared/protocol/conversation.js';
import { portalHeader } from '@parlour/shared/protocol/events.js';
import { sendNews } from '@parlour/shared/protocol/news.js';
import { downloadExport, exportData, openAccess } from '@parlour/shared/protocol/privacy.js';
import { acceptInvitation, inviteAccount } from '@parlour/shared/protocol/team.js';
import { makeLink } from '../accounts/links.js';
import type { Agent } from './agent.js';
import type { Consumer } from './consumer.js';
import { HttpClient } from './http-client.js';
import type { PostOffice } from './post-office.js';
import type { TestServer } from './start-server.js';

export const linkKinds = [
  'invitation',
  'setup',
  'reset',
  'access',
  'resume code',
  'export',
  'unsubscribe',
  'confirm',
] as const;
export type LinkKind = (typeof linkKinds)[number];

/** A link as whoever was sent it holds it. */
export interface Held {
  readonly kind: LinkKind;
  readonly token: string;
  /** As it stands in the mail, or as the page calls it. */
  readonly href: string;
  /** Who alone can use it, where it is not whoever holds it. */
  readonly holder?: HttpClient;
}

/** What opens once and what can be pressed again without more coming of it. */
export const opensOnce: ReadonlySet<LinkKind> = new Set(['invitation', 'setup', 'reset', 'access', 'export']);

let made = 0;
const passphrase = 'quite a long passphrase';

export class LinkMaker {
  readonly #manager: Agent;

  private constructor(
    readonly server: TestServer,
    private readonly office: PostOffice,
    manager: Agent,
  ) {
    this.#manager = manager;
  }

  static async over(server: TestServer, office: PostOffice): Promise<LinkMaker> {
    return new LinkMaker(server, office, await server.agent('mia@people.example'));
  }

  /** A browser somewhere else, so that limits do not hide what is asked. */
  browser(headers: Record<string, string> = {}): HttpClient {
    const at = (made += 1);
    const from = `10.44.${at >> 8}.${at & 255}`;
    return new HttpClient(this.server.url, {
      origin: this.server.url,
      'x-forwarded-for': from,
      ...headers,
    });
  }

  async make(kind: LinkKind): Promise<Held> {
    const email = `link${(made += 1)}@people.example`;
    switch (kind) {
      case 'invitation':
        await this.#manager.connection.call(inviteAccount, { email, role: 'agent' });
        return this.#mailed(kind, email);
      case 'setup':
        return this.#setup();
      case 'reset':
        return this.#reset();
      case 'unsubscribe':
        return this.#unsubscribe(email);
      case 'confirm':
        await this.#leave(await this.#chatting(), email);
        return this.#mailed(kind, email);
      default:
        return this.#own(kind, email);
    }
  }

  /** Follows it as its own page does; tells whether it opened, confirmed or changed anything. */
  async use({ kind, holder }: Pick<Held, 'kind' | 'holder'>, token: string): Promise<Response> {
    const http = this.browser();
    const consumer = holder ?? this.browser({ [portalHeader]: 'consumer' });
    const accept = { token, name: 'Somebody', password: passphrase };
    switch (kind) {
      case 'invitation':
        return http.send(acceptInvitation, accept);
      case 'setup':
        return http.send(acceptInvitation, { ...accept, email: `first${(made += 1)}@people.example` });
      case 'reset':
        return http.send(resetPassword, { token, password: passphrase });
      case 'access':
        return consumer.send(openLink, { token });
      case 'resume code':
        return consumer.send(openAccess, { code: token });
      case 'export':
        return consumer.send(downloadExport, { token });
      default:
        return http.fetch(`/${kind}/${token}`, { method: 'POST' });
    }
  }

  async #setup(): Promise<Held> {
    const { app } = this.server;
    // As at the first start; there is no admin of that name whom it would concern.
    const { link } = await makeLink(app.context, 'setup', 'admin', { role: 'admin' });
    return { kind: 'setup', href: link, token: link.split('#')[1]! };
  }

  async #reset(): Promise<Held> {
    const { email } = this.server.world.people.ben;
    await this.browser().call(forgetPassword, { audience: 'merchant', email });
    return this.#mailed('reset', email);
  }

  async #unsubscribe(email: string): Promise<Held> {
    const consumer = await this.#chatting();
    await this.#leave(consumer, email);
    const { token } = await this.#mailed('confirm', email);
    await this.use({ kind: 'confirm' }, token);
    await this.#manager.connection.call(sendNews, {
      conversation: consumer.conversation!,
      subject: 'Winter tyres',
      text: 'They are here.',
    });
    return this.#mailed('unsubscribe', email);
  }

  async #own(kind: 'access' | 'resume code' | 'export', email: string): Promise<Held> {
    const consumer = await this.#chatting();
    const { url } = this.server;
    if (kind === 'access') {
      await this.#leave(consumer, email);
      await this.browser({ [portalHeader]: 'consumer' }).call(askLink, {
        email,
        shop: 'Motors',
        locale: 'en',
      });
      return this.#mailed('access', email);
    }
    const { code } = await consumer.connection.call(makeCode, {});
    if (kind === 'resume code') return { kind, token: code, href: `${url}/consumer#code=${code}` };
    const holder = this.browser({ [portalHeader]: 'consumer' });
    await holder.call(openAccess, { code });
    const { token } = await holder.call(exportData, {});
    return { kind, token, href: `${url}/api/v1/data/exports/download?token=${token}`, holder };
  }

  async #chatting(): Promise<Consumer> {
    const consumer = await this.server.consumer();
    await consumer.start();
    await consumer.say('a word');
    return consumer;
  }

  async #leave(consumer: Consumer, email: string): Promise<void> {
    const { notice } = await consumer.connection.call(welcome, {});
    await consumer.connection.call(giveContact, {
      conversation: consumer.conversation!,
      notice: notice.sha256,
      locale: 'en',
      email,
      decisions: [
        { purpose: 'contact_followup', state: 'given' },
        { purpose: 'marketing', state: 'given' },
      ],
    });
  }

  async #mailed(kind: LinkKind, email: string): Promise<Held> {
    const pattern = patterns[kind]!;
    const mail = await this.office.next(email, ({ text }) => pattern.test(text));
    this.office.delivered.splice(this.office.delivered.indexOf(mail), 1);
    const [href, token] = pattern.exec(mail.text)!;
    return { kind, href, token: token! };
  }
}

const patterns: Partial<Record<LinkKind, RegExp>> = {
  invitation: /https?:\/\/\S+\/join#([\w-]{43})/,
  reset: /https?:\/\/\S+\/password#([\w-]{43})/,
  access: /https?:\/\/\S+\/consumer#link=([\w-]{43})/,
  unsubscribe: /https?:\/\/\S+\/unsubscribe\/([\w-]+)/,
  confirm: /https?:\/\/\S+\/confirm\/([\w-]+)/,
};
