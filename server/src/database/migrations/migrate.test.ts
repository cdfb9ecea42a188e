import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Models } from '../../models.js';
import { startServer, type TestServer } from '../../testing/start-server.js';
import { migrate, TooNewError } from './migrate.js';
import { migrations, type Migration } from './migrations.js';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.stop());

const on = (node: string) => ({ ...server.app.context, node });

/** Counts to ten, a step each; whoever does a step is noted. */
function counting(by: number[], dieAt = Infinity): Migration {
  return {
    version: 99,
    name: 'counts',
    step: async (models: Models, cursor: unknown) => {
      await models.Lease.findById('migrations').lean();
      const n = Number(cursor ?? 0) + 1;
      if (n === dieAt) throw new Error('killed here');
      by.push(n);
      return n < 10 ? n : null;
    },
  };
}

const record = (version: number) => server.app.context.models.Migration.findById(version).lean();

describe('migrations', () => {
  it('STO-6 each is done before anything is served, and is not done again', async () => {
    expect((await record(migrations.at(-1)!.version))?.doneAt).not.toBeNull();
    const steps: number[] = [];
    await migrate(on('a'), [counting(steps)]);
    await migrate(on('a'), [counting(steps)]);
    expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('STO-6 of several nodes one does it, and the others wait until it is done', async () => {
    const steps: number[] = [];
    await Promise.all(
      ['a', 'b', 'c'].map(async (node) => {
        await migrate(on(node), [counting(steps)]);
        expect((await record(99))?.doneAt).not.toBeNull();
      }),
    );
    expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('STO-6 what a process that died had begun goes on where it was', async () => {
    const steps: number[] = [];
    await expect(migrate(on('a'), [counting(steps, 5)])).rejects.toThrow('killed here');
    expect(await record(99)).toMatchObject({ cursor: 4, doneAt: null });
    server.clock.advance(60_000);
    await migrate(on('b'), [counting(steps)]);
    expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('STO-6 a database from a later version is refused in words, and left as it is', async () => {
    await migrate(on('a'), [counting([])]);
    await expect(migrate(on('b'))).rejects.toThrow(TooNewError);
    await expect(server.another()).rejects.toThrow('knows up to');
  });

  it('STO-6 conversations from before revisions and holds get both', async () => {
    const { models } = server.app.context;
    const consumer = await server.consumer();
    const { id } = await consumer.start();
    const old = { revision: 1, held: 1, heldOpenly: 1, holds: 1 } as const;
    await models.Conversation.collection.updateOne({ _id: id as never }, { $unset: old });
    expect(await migrations[0]!.step(models, null)).toBeNull();
    expect(await models.Conversation.collection.findOne({ _id: id as never })).toMatchObject({
      revision: 1,
      held: 'no',
      heldOpenly: false,
      holds: [],
    });
  });
});
