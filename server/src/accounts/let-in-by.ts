import type { Models } from '../models.js';

/** Longer is no chain of people who know one another. */
const longestChain = 1_000;

/**
 * DIS-3: whom an account goes back to, by who invited whom: somebody whom the operator let in at the server itself.
 * Where what two admins must do is done by two accounts that go back to one, it may be one person with two names.
 */
export async function letInBy({ Account }: Pick<Models, 'Account'>, account: string): Promise<string> {
  let at = account;
  for (let steps = 0; steps < longestChain; steps++) {
    const found = await Account.findById(at, { invitedBy: 1 }).lean();
    if (!found?.invitedBy) return at;
    at = found.invitedBy;
  }
  return at;
}
