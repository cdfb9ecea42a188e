/** What a fresh clone has to show: a provider's site, two merchants on it, and people who can sign in. */
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { PortalAudience } from '@parlour/shared/access/table.js';
import { day } from '@parlour/shared/rules/expiry.js';
import type { AccountDocument } from '../accounts/account.model.js';
import { hashPassword } from '../accounts/password.js';
import { newSecret } from '../accounts/second-factor.js';
import type { Context } from '../context.js';
import { newId } from '../new-id.js';
import { acceptForSeed } from '../policies/seed-policies.js';
import { placementId } from '../sites/directory.js';
import { seedIdentity } from './seed-identity.js';

export interface DemoAccount {
  readonly audience: PortalAudience;
  readonly role: AccountDocument['role'];
  readonly email: string;
  readonly password: string;
  /** For an authenticator app; admins have one (ACC-2). */
  readonly totpSecret?: string;
}

export interface DemoSeed {
  /** What Main Street Motors signs its shoppers' identity with. */
  readonly identitySecret: string;
  readonly accounts: readonly DemoAccount[];
  readonly sites: readonly {
    readonly key: string;
    readonly origins: readonly string[];
    readonly merchants: readonly string[];
  }[];
}

interface Person extends Omit<DemoAccount, 'password'> {
  readonly name: string;
  readonly merchant?: string;
}

const merchants = [
  {
    slug: 'main-street-motors',
    name: 'Main Street Motors',
    greeting: 'Good day! Ask us anything about a car you see here.',
    keep: 90 * day,
  },
  {
    slug: 'harbour-cars',
    name: 'Harbour Cars',
    greeting: 'Welcome aboard. What are you looking for?',
    keep: 30 * day,
  },
] as const;

const people: readonly Person[] = [
  {
    audience: 'merchant',
    role: 'agent',
    email: 'ana@main-street-motors.example',
    name: 'Ana',
    merchant: 'main-street-motors',
  },
  {
    audience: 'merchant',
    role: 'manager',
    email: 'max@main-street-motors.example',
    name: 'Max',
    merchant: 'main-street-motors',
  },
  {
    audience: 'merchant',
    role: 'agent',
    email: 'hana@harbour-cars.example',
    name: 'Hana',
    merchant: 'harbour-cars',
  },
  { audience: 'provider', role: 'provider', email: 'pia@carfinder.example', name: 'Pia' },
  { audience: 'admin', role: 'admin', email: 'ada@parlour.example', name: 'Ada' },
];

/** Seeds once; afterwards only the site's origin follows the demo, whose port may differ at each start. */
export async function seedDemo(
  context: Context,
  { origin, folder }: { origin: string; folder: string },
): Promise<DemoSeed> {
  const { models } = context;
  const passwords = await keptPasswords(path.join(folder, 'secrets'));
  const before = await models.Site.findOne({ name: 'Carfinder' }).lean();
  if (before) await models.Site.updateOne({ _id: before._id }, { $set: { origins: [origin] } });
  const { key } = before ?? (await seedSites(context, origin));
  await seedPeople(context, passwords);
  return {
    identitySecret: await seedIdentity(context, path.join(folder, 'secrets')),
    accounts: people.map(({ audience, role, email }) => ({
      audience,
      role,
      email,
      password: passwords[email]!,
      ...(audience === 'admin' && { totpSecret: passwords[totpOf(email)]! }),
    })),
    sites: [{ key, origins: [origin], merchants: merchants.map(({ slug }) => slug) }],
  };
}

async function seedSites({ models }: Context, origin: string) {
  const site = {
    _id: newId('site'),
    key: `site_${randomBytes(12).toString('base64url')}`,
    name: 'Carfinder',
    provider: newId('provider'),
    origins: [origin],
  };
  const placed = merchants.map((merchant) => ({ ...merchant, _id: newId('merchant') }));
  await models.Merchant.insertMany(placed.map(({ keep: _keep, ...merchant }) => merchant));
  await models.RetentionRule.insertMany(placed.map(({ _id, keep }) => ({ _id, keep })));
  await models.Placement.insertMany(
    placed.map(({ _id }) => ({
      _id: placementId({ site: site._id, merchant: _id }),
      site: site._id,
      merchant: _id,
    })),
  );
  await models.Provider.create({ _id: site.provider, name: 'Carfinder' });
  // Last, since it says that all before it is there.
  await models.Site.create(site);
  return site;
}

async function seedPeople(context: Context, passwords: Readonly<Record<string, string>>): Promise<void> {
  const { models } = context;
  const ofTheDemo = { email: { $in: people.map(({ email }) => email) } };
  const existing = await models.Account.find(ofTheDemo, { email: 1 }).lean();
  const missing = people.filter(({ email }) => !existing.some((account) => account.email === email));
  if (missing.length > 0) {
    const provider = (await models.Site.findOne({ name: 'Carfinder' }).lean())?.provider ?? null;
    const bySlug = new Map((await models.Merchant.find().lean()).map(({ slug, _id }) => [slug, _id]));
    await models.Account.insertMany(
      await Promise.all(
        missing.map(async ({ merchant, ...person }) => ({
          _id: newId('account'),
          ...person,
          merchant: (merchant && bySlug.get(merchant)) ?? null,
          passwordHash: await hashPassword(passwords[person.email]!),
          provider: person.audience === 'provider' ? provider : null,
        })),
      ),
    );
  }
  await seedSecondFactors(context, passwords);
  await acceptForDemo(context, await models.Account.find(ofTheDemo).lean());
}

/** ACC-2: an admin has a second factor, one of an earlier version included; its secret is told with the password. */
async function seedSecondFactors(
  { models, accountSecrets }: Context,
  passwords: Readonly<Record<string, string>>,
): Promise<void> {
  for (const { email } of people.filter(({ audience }) => audience === 'admin')) {
    const account = await models.Account.findOne({ email, secondFactor: null }).lean();
    if (!account) continue;
    const secondFactor = accountSecrets.seal(account._id, passwords[totpOf(email)]!);
    await models.Account.updateOne({ _id: account._id }, { $set: { secondFactor } });
  }
}

const totpOf = (email: string): string => `${email} (second factor)`;

/** The demo's people have accepted, on record and as seeded; somebody who is invited reads and accepts (POL-3). */
async function acceptForDemo(
  { models, clock }: Context,
  accounts: readonly AccountDocument[],
): Promise<void> {
  const ids = accounts.map(({ _id }) => _id);
  const accepted = await models.Acceptance.find({ account: { $in: ids } }, { account: 1 }).lean();
  const strangers = accounts.filter(({ _id }) => !accepted.some(({ account }) => account === _id));
  await acceptForSeed({ models }, strangers, new Date(clock.now()));
}

/** Random, made on the first start, kept with the installation's secrets so that the next start can say them again. */
async function keptPasswords(folder: string): Promise<Record<string, string>> {
  const file = path.join(folder, 'demo-passwords.json');
  const kept = await readKept(file);
  const made = Object.fromEntries(
    people.flatMap(({ email, audience }) => [
      [email, randomBytes(15).toString('base64url')],
      ...(audience === 'admin' ? [[totpOf(email), newSecret()]] : []),
    ]),
  ) as Record<string, string>;
  const all = { ...made, ...kept };
  if (Object.keys(kept).length === Object.keys(all).length) return all;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(file, JSON.stringify(all, null, 2), { mode: 0o600 });
  await chmod(file, 0o600);
  return all;
}

async function readKept(file: string): Promise<Record<string, string>> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return {};
  }
}
