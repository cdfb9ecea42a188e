import { randomBytes } from 'node:crypto';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import {
  startConversation,
  sync,
  welcome,
  type ConsentDecision,
} from '@parlour/shared/protocol/conversation.js';
import { sendMessage, type SendOutput } from '@parlour/shared/protocol/message.js';
import { merchantHeader, siteHeader } from '@parlour/shared/protocol/events.js';
import { TestConnection } from './connection.js';
import { HttpClient } from './http-client.js';

export interface Arrival {
  readonly url: string;
  readonly site: string;
  readonly origin: string;
  readonly merchant: string;
  readonly token?: string;
}

export const newClientId = (): string => randomBytes(16).toString('base64url');
export const newToken = (): string => randomBytes(32).toString('base64url');

/** A shopper with a widget: a token of their own, a socket, and the HTTP way to the same operations. */
export class Consumer {
  conversation: ConversationId | null = null;

  private constructor(
    readonly arrival: Arrival & { readonly token: string },
    readonly connection: TestConnection,
    readonly http: HttpClient,
  ) {}

  static async arrive(given: Arrival): Promise<Consumer> {
    const arrival = { ...given, token: given.token ?? newToken() };
    const { url, site, merchant, origin, token } = arrival;
    const connection = await TestConnection.open({ url, origin, site, auth: { site, merchant, token } });
    const http = new HttpClient(url, {
      origin,
      [siteHeader]: site,
      [merchantHeader]: merchant,
      authorization: `Bearer ${token}`,
    });
    return new Consumer(arrival, connection, http);
  }

  /** The same person in another tab, at another node where one is given. */
  async anotherTab(url = this.arrival.url): Promise<Consumer> {
    const tab = await Consumer.arrive({ ...this.arrival, url });
    tab.conversation = this.conversation;
    return tab;
  }

  async start(consent: { transcript?: boolean; device?: boolean } = { transcript: true, device: true }) {
    const { notice } = await this.connection.call(welcome, {});
    const decisions: ConsentDecision[] = [
      { purpose: 'transcript_storage', state: consent.transcript ? 'given' : 'refused' },
      { purpose: 'device_storage', state: consent.device ? 'given' : 'refused' },
    ];
    const page = { title: 'Blue hatchback', path: '/cars/blue' };
    const input = { notice: notice.sha256, decisions, locale: 'en', page };
    const { conversation } = await this.connection.call(startConversation, input);
    this.conversation = conversation.id;
    return conversation;
  }

  async say(text: string, clientId = newClientId()): Promise<SendOutput> {
    return this.connection.call(sendMessage, { conversation: this.conversation!, clientId, text });
  }

  async sync(after = 0) {
    return this.connection.call(sync, { conversation: this.conversation!, after });
  }

  stop(): void {
    this.connection.close();
  }
}
