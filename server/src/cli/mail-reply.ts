/** OPT-2: `parlour mail-reply`: takes a reply from standard input, as a mail server hands it on. */
import { Command } from 'commander';
import { longestMail, takeReply } from '../contact/mail-reply.js';
import { withContext } from './with-context.js';

export const mailReplyCommand = (): Command =>
  new Command('mail-reply')
    .description('take a reply to news from standard input: "stop" or "unsubscribe" opts its sender out')
    .action(async () => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
        if (bytes < longestMail) chunks.push(chunk);
        bytes += chunk.length;
      }
      const merchants = await withContext((context) => takeReply(context, Buffer.concat(chunks)));
      process.stdout.write(
        merchants === 0 ? 'It asks for no end of news.\n' : `Opted out at ${merchants} merchant(s).\n`,
      );
    });
