import { z } from 'zod';
import { pageFindings, siteLimits } from '../protocol/site.js';
import { email } from './account.js';
import { cursor, invitationId, line, merchantId, nothing, organizationId, siteId, time } from './fields.js';
import { ofClass } from './field-class.js';

const origin = z
  .string()
  .min(1)
  .max(300)
  .regex(/^\s*\S+:\/\//, 'an address, such as https://www.example.com');
const origins = z.array(origin).min(1).max(siteLimits.origins);
const key = z.string().regex(/^[A-Za-z0-9_-]{5,100}$/, 'a key of the site');
const name = line(80).refine((text) => text.trim() !== '', 'a name');
const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and single hyphens')
  .min(2)
  .max(60);
const count = z.int().nullable();
const empty = z.object({});

const site = z
  .object({
    id: siteId,
    name: z.string(),
    origins: z.array(z.string()),
    key: z.string(),
    formerKeys: z.array(z.object({ key: z.string(), endsAt: time })),
    disabledAt: time.nullable(),
    merchants: z.int(),
    counting: z.boolean(),
  })
  .meta({ id: 'Site' });
const withSite = z.object({ site });

export const siteSchemas = {
  'site.list': { input: nothing, output: z.object({ sites: z.array(site) }) },
  'site.create': { input: z.strictObject({ name, origins }), output: withSite },
  'site.change': {
    input: z.strictObject({
      site: siteId,
      name: name.optional(),
      origins: origins.optional(),
      disabled: z.boolean().optional(),
      counting: z.boolean().optional(),
    }),
    output: withSite,
  },
  'site.pages': {
    input: z.strictObject({ site: siteId }),
    output: z.object({
      counting: z.boolean(),
      days: z.array(z.string()),
      pages: z.array(z.object({ path: z.string(), entered: z.array(count), total: count, seconds: z.int() })),
      perDay: z.array(count),
      total: count,
    }),
  },
  'site.rotate': { input: z.strictObject({ site: siteId, until: time }), output: withSite },
  'site.end-key': { input: z.strictObject({ site: siteId, key }), output: withSite },
  'site.embed': {
    input: z.strictObject({
      site: siteId,
      merchant: merchantId.optional(),
      isolation: z.literal('frame').optional(),
    }),
    output: z.object({ tag: z.string(), pinned: z.string().nullable(), csp: z.array(z.string()) }),
  },
  'site.check': {
    input: z.strictObject({ site: siteId, address: z.string().min(1).max(2_000) }),
    output: z.object({
      address: z.string(),
      at: time,
      findings: z.array(
        z.object({ kind: z.enum(pageFindings), fatal: z.boolean(), about: z.string().nullable() }),
      ),
    }),
  },
  'site.counts': {
    input: z.strictObject({ site: siteId }),
    output: z.object({
      days: z.array(z.string()),
      merchants: z.array(
        z.object({ slug: z.string(), name: z.string(), chats: z.array(count), total: count }),
      ),
      perDay: z.array(count),
      total: count,
    }),
  },
};

const side = z.enum(['provider', 'merchant']);
const placedSite = z.object({ id: siteId, name: z.string(), origin: z.string(), provider: z.string() });
const placedMerchant = z.object({ id: merchantId, slug: z.string(), name: z.string() });

const placement = z
  .discriminatedUnion('state', [
    z.object({
      state: z.literal('invited'),
      id: invitationId,
      by: side,
      said: ofClass('staff.email', z.string()),
      site: placedSite.nullable(),
      merchant: placedMerchant.nullable(),
      since: time,
      endsAt: time,
    }),
    z.object({
      state: z.enum(['active', 'ended']),
      site: placedSite,
      merchant: placedMerchant,
      since: time.nullable(),
      by: side.nullable(),
    }),
  ])
  .meta({ id: 'Placement' });
const withPlacement = z.object({ placement });

export const placementSchemas = {
  'placement.list': {
    input: z.strictObject({ after: cursor.optional() }),
    output: z.object({ placements: z.array(placement), next: z.string().nullable() }),
  },
  'placement.invite': { input: z.strictObject({ site: siteId, to: line(254) }), output: withPlacement },
  'placement.ask': { input: z.strictObject({ origin }), output: withPlacement },
  'placement.answer': {
    input: z.strictObject({ invitation: invitationId, accept: z.boolean() }),
    output: empty,
  },
  'placement.withdraw': { input: z.strictObject({ invitation: invitationId }), output: empty },
  'placement.end': { input: z.strictObject({ site: siteId, merchant: merchantId }), output: empty },
};

const kind = z.enum(['merchant', 'provider']);
const organization = z
  .object({
    id: organizationId,
    kind,
    name: z.string(),
    slug: z.string().nullable(),
    accounts: z.int(),
    sites: z.int(),
    disabledAt: time.nullable(),
  })
  .meta({ id: 'Organization' });

export const organizationSchemas = {
  'organization.list': {
    input: z.strictObject({ kind, search: line(80).optional(), after: cursor.optional() }),
    output: z.object({
      organizations: z.array(organization),
      total: z.int(),
      next: z.string().nullable(),
    }),
  },
  'organization.create': {
    input: z.strictObject({ kind, name, slug: slug.optional(), email }),
    output: z.object({
      organization,
      sent: z.boolean(),
      link: ofClass('secret', z.string()).nullable(),
      endsAt: time,
    }),
  },
  'organization.change': {
    input: z.strictObject({
      organization: organizationId,
      name: name.optional(),
      disabled: z.boolean().optional(),
    }),
    output: z.object({ organization }),
  },
};
