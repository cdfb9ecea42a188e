import type { AccountId } from '@parlour/shared/model/ids.js';
import type { Context } from '../context.js';
import type { OperationCall } from '../use-case.js';
import type { AccountDocument } from './account.model.js';

/** Whoever has shown who they are is signed in, by whichever way they came. */
export async function beginSession(
  { sessions, audit }: Pick<Context, 'sessions' | 'audit'>,
  account: AccountDocument,
  call: OperationCall,
  by: 'password' | 'recovery_code' | 'passkey',
): Promise<void> {
  // A session that came along is ended: what is carried through a sign-in could have been planted.
  if ('session' in call.caller) await sessions.end(call.caller.session);
  await audit.append({
    actor: account._id as AccountId,
    action: 'session.open',
    ...(by !== 'password' && { payload: { by } }),
  });
  call.effects.session = await sessions.open(account);
  call.effects.role = account.role;
}
