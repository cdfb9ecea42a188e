import type { Context } from '../context.js';

/** What this node remembers of something that ends at whatever node is forgotten here too. */
export function forgetEverywhere({
  bus,
  vault,
  writer,
  tails,
  sessions,
  directory,
  pictures,
}: Context): void {
  bus.listenEverywhere('conversation.purged', ({ conversations }) => {
    vault.forget(conversations);
    writer.forget(conversations);
    tails.forget(conversations);
  });
  bus.listenEverywhere('directory.changed', () => directory.forget());
  bus.listenEverywhere('session.ended', ({ session }) => sessions.forget(session));
  bus.listenEverywhere('account.disabled', ({ account }) => sessions.forgetAccount(account));
  bus.listenEverywhere('picture.changed', ({ account }) => pictures.forget(account));
}
