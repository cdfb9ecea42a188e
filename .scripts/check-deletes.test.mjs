import { describe, expect, it } from 'vitest';
import { deletionsIn } from './check-deletes.mjs';

const found = (source, path = 'server/src/conversations/forget.ts') => deletionsIn(path, source);

describe('the check on deletions', () => {
  it.each([
    ['a method', 'await models.Message.deleteMany({ conversation });'],
    ['a method by its name in brackets', "await models.Message['deleteOne']({ _id });"],
    ['a find that deletes', 'await models.Conversation.findOneAndDelete({ _id });'],
    ['a write in bulk', 'await models.Message.bulkWrite([{ deleteMany: { filter } }]);'],
    ['the whole database', 'await connection.dropDatabase();'],
  ])('RET-12 outside the one place it finds %s', (_what, source) => {
    expect(found(source)).toHaveLength(1);
  });

  it('RET-12 it says where, by file and line', () => {
    expect(found('\n\nawait models.Message.deleteOne({ _id });')).toEqual([
      'server/src/conversations/forget.ts:3 calls deleteOne',
    ]);
  });

  it('RET-12 it finds an index by which the database would delete a transcript by itself', () => {
    const source = 'schema.index({ at: 1 }, { expireAfterSeconds: 60 });';
    expect(found(source, 'server/src/conversations/message.model.ts')).toHaveLength(1);
    expect(found(source, 'server/src/accounts/session.model.ts')).toEqual([]);
  });

  it('leaves alone what holds no transcript', () => {
    expect(found('await models.Session.deleteOne({ _id }); rooms.delete(id); cache.clear();')).toEqual([]);
  });
});
