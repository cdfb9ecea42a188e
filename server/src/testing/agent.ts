import type { PortalAudience } from '@parlour/shared/access/table.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { openSession } from '@parlour/shared/protocol/account.js';
import { listInbox, sync, type InboxView } from '@parlour/shared/protocol/conversation.js';
import { sendMessage } from '@parlour/shared/protocol/message.js';
import { newClientId } from './consumer.js';
import { TestConnection } from './connection.js';
import { HttpClient } from './http-client.js';
import { nextAdminCode } from './world.js';

/** Somebody who signs in to a portal: an agent, a provider or an admin, with a socket and a session. */
export class Agent {
  private constructor(
    readonly connection: TestConnection,
    readonly http: HttpClient,
  ) {}

  static async signIn(given: {
    url: string;
    email: string;
    password: string;
    audience?: PortalAudience;
  }): Promise<Agent> {
    const { url, email, password, audience = 'merchant' } = given;
    const http = new HttpClient(url, { origin: url });
    // Admins always have a second factor (ACC-2).
    const code = audience === 'admin' ? nextAdminCode() : undefined;
    await http.call(openSession, { audience, email, password, ...(code && { code }) });
    return new Agent(await TestConnection.open({ url, origin: url, cookie: http.cookie }), http);
  }

  say(conversation: ConversationId, text: string, clientId = newClientId()) {
    return this.connection.call(sendMessage, { conversation, clientId, text });
  }

  sync(conversation: ConversationId, after = 0) {
    return this.connection.call(sync, { conversation, after });
  }

  inbox(view: InboxView) {
    return this.connection.call(listInbox, { view });
  }

  stop(): void {
    this.connection.close();
  }
}
