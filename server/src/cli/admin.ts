/** DIS-3: `parlour admin`: the operator lets an admin in, or vouches for one, so that two admins are two people. */
import { Command } from 'commander';
import { vouchForAdmin } from '../accounts/vouch-for-admin.js';
import { withContext } from './with-context.js';

export const adminCommand = (): Command =>
  new Command('admin')
    .description('let another admin in, or vouch for one whom an admin has invited: then both can act as two')
    .argument('<email>', 'their mail address')
    .action(async (email: string) => {
      const link = await withContext((context) => vouchForAdmin(context, email));
      process.stdout.write(
        link === null
          ? `${email} counts as let in by you, and by no other admin.\n`
          : `Make the account here (once, within three days):\n\n  ${link}\n`,
      );
    });
