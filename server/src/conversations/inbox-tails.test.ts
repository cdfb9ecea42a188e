import { afterAll, beforeAll, expect, it } from 'vitest';
import { InboxTails } from './inbox-tails.js';
import { postEvent } from './post-event.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { bytesOf } from '../vault/vault.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

it.each([2, 4, 9])(
  'CNV-2 a row shows the last that was said, where %i entries that only say what happened come after it and all is read',
  async (happenings) => {
    const { context } = server.app;
    const consumer = await server.consumer();
    const { id } = await consumer.start();
    await consumer.say('Is the blue one still there?');
    const found = (await context.models.Conversation.findById(id).lean())!;
    const { head } = (await consumer.sync()).conversation;
    for (let n = 0; n < happenings; n++)
      await postEvent(context, found, 'reminded', {
        sender: 'system',
        once: `happening ${n}`.padEnd(22, '-'),
      });
    // As a server that has just started, and knows nothing of it.
    const tails = new InboxTails(context);
    const rows = [{ id, read: head + happenings }];
    const tail = (await tails.of(rows)).get(id)!;
    expect(tail).toMatchObject({ head: head + happenings, unread: 0, last: { seq: head, kind: 'text' } });
    expect(bytesOf(tail.last!.body!)).not.toHaveLength(0);
    expect((await tails.of(rows)).get(id)).toMatchObject({ last: { seq: head } });
  },
);
