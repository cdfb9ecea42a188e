/** RET-10: `parlour backup` leaves the keys out; `parlour restore` makes good what has happened since. */
import path from 'node:path';
import { Command } from 'commander';
import { backUp, backUpKeys, restore } from '../retention/backup.js';
import { withContext } from './with-context.js';

const told = (collection: string, documents: number): void => {
  process.stderr.write(`${String(documents).padStart(9)}  ${collection}\n`);
};

export const backupCommand = (): Command =>
  new Command('backup')
    .description('write the data to a new folder, without the keys that open what was said')
    .argument('<folder>', 'where the backup goes')
    .option('--keys <file>', 'write the wrapped keys to this file, over those of the backup before')
    .action(async (folder: string, { keys }: { keys?: string }) => {
      await withContext(async (context) => {
        await backUp(context, path.resolve(folder), told);
        if (keys !== undefined) told('keys', await backUpKeys(context, path.resolve(keys)));
      });
      process.stdout.write(`The backup is in ${folder}.\n`);
    });

export const restoreCommand = (): Command =>
  new Command('restore')
    .description(
      'put a backup in the place of what is stored; then holds first, every purge since again, and what was withdrawn or disclosed',
    )
    .argument('<folder>', 'the backup')
    .option('--keys <file>', 'the keys, where the database has lost them')
    .option('--replace', 'agree that what is stored now is replaced')
    .action(async (folder: string, { keys, replace = false }: { keys?: string; replace?: boolean }) => {
      const good = await withContext(async (context) => {
        if (!replace && (await context.models.Conversation.exists({})))
          throw new Error(
            'The database is not empty. Stop the server, and say --replace to replace what is stored.',
          );
        return restore(
          context,
          { folder: path.resolve(folder), keys: keys ? path.resolve(keys) : null },
          told,
        );
      });
      process.stdout.write(
        `Restored. Made good: ${good.holds} holds, ${good.ledger} ledger entries; ${good.purgedAgain} conversations purged again; ${good.optOuts} opt-outs, ${good.withdrawals} withdrawals, ${good.disclosures} disclosures.\n`,
      );
    });
