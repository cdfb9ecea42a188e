import { z } from 'zod';
import { policyNames, type PolicyName } from '../model/policy.js';
import { versionPattern } from '../rules/policy-effect.js';
import { line, nothing, sha256, time } from './fields.js';

const document = z.enum(policyNames as [PolicyName, ...PolicyName[]]);
const version = z.string().max(20).regex(versionPattern, 'a semantic version such as 1.2.0');

const policyVersion = z
  .object({
    document,
    version: z.string(),
    sha256,
    title: z.string(),
    text: z.string(),
    summary: z.string(),
    material: z.boolean(),
    effectiveAt: time,
    noticeSentAt: time.nullable(),
    publishedAt: time.nullable(),
    supersedes: z.string().nullable(),
  })
  .meta({ id: 'PolicyVersion' });

const one = z.strictObject({ document, version });
const own = z.object({
  policies: z.array(z.object({ current: policyVersion, acceptedAt: time.nullable() })),
});

export const policySchemas = {
  'policy.list': { input: nothing, output: z.object({ versions: z.array(policyVersion), now: time }) },
  'policy.prepare': {
    input: z.strictObject({
      document,
      version,
      text: line(50_000),
      summary: line(500),
      material: z.boolean(),
      effectiveAt: z.int().min(0).max(8.64e15),
    }),
    output: z.object({ version: policyVersion }),
  },
  'policy.announce': { input: one, output: z.object({ version: policyVersion, mails: z.int() }) },
  'policy.publish': { input: one, output: z.object({ version: policyVersion }) },
  'policy.own': { input: nothing, output: own },
  'policy.accept': { input: z.strictObject({ sha256: z.array(sha256).min(1).max(10) }), output: own },
};
