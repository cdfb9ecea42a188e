import { Refusal } from '@parlour/shared/protocol/errors.js';
import { passwordProblem } from '@parlour/shared/rules/password.js';
import { isCommon } from './common-passwords.js';
import { hashPassword } from './password.js';

/**
 * ACC-1: the hash of a password that somebody chooses for themselves.
 *
 * @throws Refusal `weak_password`
 */
export async function choosePassword(
  password: string,
  owner: { readonly email: string; readonly name: string; readonly secondFactor: boolean },
): Promise<string> {
  const known = [owner.email, owner.email.split('@')[0]!, ...owner.name.split(/\s+/), owner.name, 'parlour'];
  const problem = passwordProblem(password, { secondFactor: owner.secondFactor, known, isCommon });
  if (problem)
    throw new Refusal('weak_password', {
      issues: [{ path: 'password', message: problem.replace('_', ' ') }],
    });
  return hashPassword(password);
}
