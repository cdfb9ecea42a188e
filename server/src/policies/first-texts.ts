/** The texts that come with Parlour: `server/policies/<audience>/<kind>/<version>.md`, each with a short head. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { policyNames, type PolicyName } from '@parlour/shared/model/policy.js';
import { compareVersions } from '@parlour/shared/rules/policy-effect.js';
import type { PolicyVersionDocument } from './policy-version.model.js';

const folder = new URL('../../policies/', import.meta.url);

export type PolicyText = Pick<
  PolicyVersionDocument,
  'document' | 'version' | 'sha256' | 'title' | 'text' | 'summary' | 'material' | 'effectiveAt'
>;

/** Every version of every document, in order. */
export async function readTexts(): Promise<PolicyText[]> {
  const all = await Promise.all(
    policyNames.map(async (document) => {
      const files = await readdir(new URL(`${document}/`, folder));
      const versions = files.map((file) => file.replace(/\.md$/, '')).toSorted(compareVersions);
      return Promise.all(versions.map((version) => readOne(document, version)));
    }),
  );
  return all.flat();
}

async function readOne(document: PolicyName, version: string): Promise<PolicyText> {
  const file = await readFile(new URL(`${document}/${version}.md`, folder), 'utf8');
  const [, head = '', text = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(file) ?? [];
  const said = new Map(head.split('\n').map((line) => line.split(/: (.*)/) as [string, string]));
  const { title, material, effective, summary } = Object.fromEntries(said);
  if (!title || !effective || !summary || text.trim() === '') {
    throw new Error(`${document}/${version}.md needs a head with title, material, effective and summary`);
  }
  return {
    document,
    version,
    title,
    summary,
    text: text.trim(),
    sha256: hashText(text.trim()),
    material: material === 'true',
    effectiveAt: new Date(`${effective}T00:00:00Z`),
  };
}

export const hashText = (text: string): string => createHash('sha256').update(text).digest('hex');
