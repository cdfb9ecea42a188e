import { isAbsolute } from 'node:path';
import { badValue } from '../errors.js';
import { check } from '../storage/check.js';
import type { Progress } from '../storage/copy.js';
import { backup, compact } from '../storage/upkeep.js';
import { OK, type Command, type Commands, type Context } from './command.js';
import type { Document } from '../values/kinds.js';

/** A long piece of work that reports how far it is. */
function task(
  name: string,
  fields: readonly string[],
  work: (command: Document, context: Context, progress: Progress) => Promise<object>,
): Command {
  return {
    fields,
    adminOnly: true,
    async run(command, context) {
      const progress: Progress = { task: name, done: 0, total: 0 };
      context.store.tasks.add(progress);
      try {
        return { ...(await work(command, context, progress)), ok: OK };
      } finally {
        context.store.tasks.delete(progress);
      }
    },
  };
}

/** Commands of this store alone, for `parlour store`. */
export const adminCommands: Commands = {
  parlourCompact: task('compact', [], (_command, { store }, progress) => compact(store, progress)),
  parlourCheck: task('check', [], async (_command, { store }, progress) => ({
    ...(await check(store, progress)),
    openedInMs: store.openedInMs,
  })),
  parlourBackup: task('backup', ['to'], (command, { store }, progress) => {
    if (typeof command.to !== 'string' || !isAbsolute(command.to))
      throw badValue('to must be the absolute path of a folder');
    return backup(store, command.to, progress);
  }),
  parlourProgress: {
    fields: [],
    adminOnly: true,
    run: (_command, { store }) => ({
      tasks: [
        ...[...store.tasks].map(({ task: name, done, total }) => ({ task: name, done, total })),
        ...[...store.builds].map(({ namespace, done, total }) => ({
          task: `index ${namespace}`,
          done,
          total,
        })),
      ],
      ok: OK,
    }),
  },
};
