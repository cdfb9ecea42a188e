/** The `parlour` command. Every subcommand is a file of its own. */
import { Command } from 'commander';
import { ConfigError } from '../config.js';
import { adminCommand } from './admin.js';
import { backupCommand, restoreCommand } from './backup.js';
import { mailReplyCommand } from './mail-reply.js';
import { purgeCommand } from './purge.js';
import { serveCommand } from './serve.js';
import { storeCommand } from './store.js';
import { verifyCommand } from './verify.js';

const program = new Command('parlour')
  .description('Live chat that keeps its promises.')
  .addCommand(serveCommand())
  .addCommand(adminCommand())
  .addCommand(purgeCommand())
  .addCommand(mailReplyCommand())
  .addCommand(verifyCommand())
  .addCommand(backupCommand())
  .addCommand(restoreCommand())
  .addCommand(storeCommand());

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof ConfigError ? 78 : 1;
}
