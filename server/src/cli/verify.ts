/** AUD-2, RET-9: `parlour verify`: audit, ledger and certificates; or one certificate with a published key. */
import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { verifyAll } from '../audit/verify-all.js';
import { isSignedBy } from '../vault/signer.js';
import { withContext } from './with-context.js';

export const verifyCommand = (): Command =>
  new Command('verify')
    .description('check audit, ledger and certificates from end to end; name the first thing that is wrong')
    .option('--certificate <file>', 'check this one certificate instead, as it was downloaded')
    .option('--key <file>', 'with the published key in this file, needing no database')
    .action(async ({ certificate, key }: { certificate?: string; key?: string }) => {
      await (certificate === undefined ? verify() : verifyOne(certificate, key));
    });

async function verify(): Promise<void> {
  const check = await withContext((context) =>
    verifyAll(context, ({ part, done }) => process.stderr.write(`\r${part}: ${done} whole`)),
  );
  process.stderr.write('\n');
  const { entries, heads, certificates, problem } = check;
  process.stdout.write(
    `${entries} audit entries, ${heads} signed heads, ${certificates} certificates with their ledger.\n`,
  );
  process.stdout.write(`${problem ?? 'All whole.'}\n`);
  if (problem) process.exitCode = 1;
}

interface Downloaded {
  readonly text: string;
  readonly signature: string;
  readonly publicKey: string;
}

async function verifyOne(file: string, keyFile: string | undefined): Promise<void> {
  const { text, signature } = JSON.parse(await readFile(file, 'utf8')) as Downloaded;
  const publicKey =
    keyFile === undefined
      ? await withContext((context) => Promise.resolve(context.signer.publicKey))
      : await readFile(keyFile, 'utf8');
  if (isSignedBy(publicKey, text, signature)) {
    process.stdout.write(`The signature is good. It says:\n${text}\n`);
    return;
  }
  process.stdout.write(
    'The signature is not of this key: the certificate was changed, or is not from here.\n',
  );
  process.exitCode = 1;
}
