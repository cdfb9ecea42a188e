/** ACC-1: argon2id with the parameters of RFC 9106's second recommendation. */
import { randomBytes } from 'node:crypto';
import argon2 from 'argon2';

const parameters = { type: argon2.argon2id, memoryCost: 64 * 1_024, timeCost: 3, parallelism: 4 } as const;

export const hashPassword = (password: string): Promise<string> => argon2.hash(password, parameters);

/** ACC-1: a hash made with weaker parameters than today's is made anew at the next sign-in. */
export const isOutdated = (hash: string): boolean => argon2.needsRehash(hash, parameters);

let nobody: Promise<string> | null = null;

/**
 * Whether the password fits. Without an account the same work is done against a hash of nobody's password, so
 * that time does not tell whether an account exists (ACC-4).
 */
export async function verifyPassword(hash: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword(randomBytes(32).toString('base64'));
  const fits = await argon2.verify(hash ?? (await nobody), password);
  return hash !== null && fits;
}
