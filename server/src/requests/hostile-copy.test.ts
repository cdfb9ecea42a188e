/** REQ-3: a copy is opened on its owner's machine, as a page and as files: nothing in it may do anything there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCode } from '@parlour/shared/protocol/access-code.js';
import { startConversation, welcome } from '@parlour/shared/protocol/conversation.js';
import { correctMessage, downloadExport, exportData, openAccess } from '@parlour/shared/protocol/privacy.js';
import { portalHeader } from '@parlour/shared/protocol/events.js';
import { newClientId } from '../testing/consumer.js';
import { upload } from '../testing/files.js';
import { HttpClient } from '../testing/http-client.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { unzip } from '../testing/unzip.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'--></style></title><svg onload=alert(1)>",
  '</pre><iframe srcdoc="<script>1</script>">',
  '=HYPERLINK("http://evil.example","x")',
  '{{constructor.constructor("alert(1)")()}}',
  'javascript:alert(1)',
];

/** What a browser would take for an element, with its attributes. */
const elements = (page: string): string[] => page.match(/<[a-z][^>]*>/gi) ?? [];

describe('a copy', () => {
  it('REQ-3 a copy is a page on which nothing that anybody wrote is more than text', async () => {
    const { models } = server.app.context;
    await models.Account.updateOne({ name: 'Ana' }, { $set: { name: 'Ana <script>alert(2)</script>' } });
    await models.Merchant.updateOne({ slug: 'motors' }, { $set: { name: 'Motors <img src=x onerror=3>' } });
    server.app.context.directory.forget();
    const consumer = await server.consumer();
    const { notice } = await consumer.connection.call(welcome, {});
    const { conversation } = await consumer.connection.call(startConversation, {
      notice: notice.sha256,
      decisions: [{ purpose: 'transcript_storage', state: 'given' }],
      locale: 'en',
      page: { title: hostile[1]!, path: `/cars/${encodeURIComponent(hostile[0]!)}` },
    });
    consumer.conversation = conversation.id;
    for (const text of hostile) await consumer.say(text);
    const agent = await server.agent();
    for (const text of hostile) await agent.say(conversation.id, text);
    await upload(consumer.http, Buffer.from(hostile[0]!), {
      conversation: conversation.id,
      name: '..\\..\\"><script>.html.txt',
    });
    const { code } = await consumer.connection.call(makeCode, {});
    const browser = new HttpClient(server.url, { origin: server.url, [portalHeader]: 'consumer' });
    await browser.call(openAccess, { code });
    await browser.call(correctMessage, {
      conversation: conversation.id,
      seq: 1,
      clientId: newClientId(),
      text: hostile[2]!,
    });
    const { token } = await browser.call(exportData, {});
    const answer = await browser.send(downloadExport, { token });
    const files = unzip(Buffer.from(await answer.arrayBuffer()));
    const page = files.get('readable.html')!;
    // All of it is there to be read, and none of it is markup, an address to follow or a line of policy.
    expect(page).toContain('&#60;script&#62;alert(1)&#60;/script&#62;');
    for (const element of elements(page))
      expect(element).toMatch(
        /^<(!doctype|html|head|meta|title|style|body|main|h[1-6]|p|section|article|ul|ol|li|dl|dt|dd|table|thead|tbody|tr|th|td|time|strong|em|small|span|div|header|footer|hr|br|pre|blockquote|a)\b/i,
      );
    expect(elements(page).join()).not.toMatch(/\son\w+\s*=|javascript:|src=|srcdoc/i);
    for (const name of files.keys()) {
      expect(name).not.toMatch(/\.\.|\\|^\/|[<>"]/);
      expect(name).toMatch(/\.(json|html|txt)$/);
    }
    for (const [name, text] of files)
      if (name.endsWith('.json')) expect(() => JSON.parse(text) as unknown).not.toThrow();
    agent.stop();
  });
});
