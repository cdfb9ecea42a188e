/** A provider's site with two merchants, a second site, and people, for every test alike. */
import { hour, day } from '@parlour/shared/rules/expiry.js';
import { hashPassword } from '../accounts/password.js';
import type { AccountSecrets } from '../accounts/account-secrets.js';
import { hashCode } from '../accounts/second-factor.js';
import type { Models } from '../models.js';
import { newId } from '../new-id.js';
import { acceptForSeed } from '../policies/seed-policies.js';
import { placementId } from '../sites/directory.js';

const password = 'a long enough test password';

let hashed: Promise<string> | null = null;

/** The admin's authenticator app, for tests that are about it. */
export const adminSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

const codes = Array.from({ length: 200 }, (_none, at) => `CODE-${String(at).padStart(6, '0')}`);
let used = 0;

/** Each works once, as recovery codes do; enough for all sign-ins of a test file. */
export const nextAdminCode = (): string => codes[used++ % codes.length]!;

const adminFactor = (accountSecrets: AccountSecrets, account: string) => ({
  secondFactor: accountSecrets.seal(account, adminSecret),
  recoveryCodes: codes.map((code) => hashCode({ accountSecrets }, account, code)),
});

export async function seedWorld(models: Models, secrets: AccountSecrets | null = null) {
  const provider = newId('provider');
  const merchants = {
    motors: { _id: newId('merchant'), slug: 'motors', name: 'Motors', greeting: 'Good day!' },
    harbour: { _id: newId('merchant'), slug: 'harbour', name: 'Harbour', greeting: '' },
  };
  const site = {
    _id: newId('site'),
    key: 'site_cars',
    name: 'Cars',
    provider,
    origins: ['https://cars.example'],
  };
  const other = {
    _id: newId('site'),
    key: 'site_other',
    name: 'Other',
    provider,
    origins: ['https://other.example'],
  };
  // Another provider, with a site of its own and somebody who looks after it: nothing of it is the first one's.
  const rival = {
    provider: newId('provider'),
    person: person('provider', 'provider', 'Rita', null),
    site: {
      _id: newId('site'),
      key: 'site_rival',
      name: 'Rival',
      origins: ['https://rival.example'],
    },
  };
  const people = {
    ana: person('merchant', 'agent', 'Ana', merchants.motors._id),
    ben: person('merchant', 'agent', 'Ben', merchants.motors._id),
    max: person('merchant', 'manager', 'Max', merchants.motors._id),
    mia: person('merchant', 'manager', 'Mia', merchants.motors._id),
    hana: person('merchant', 'agent', 'Hana', merchants.harbour._id),
    pia: person('provider', 'provider', 'Pia', null),
    ada: person('admin', 'admin', 'Ada', null),
  };
  hashed ??= hashPassword(password);
  const passwordHash = await hashed;
  await Promise.all([
    models.Site.insertMany([site, other, { ...rival.site, provider: rival.provider }]),
    models.Merchant.insertMany(Object.values(merchants)),
    models.Placement.insertMany(
      [merchants.motors, merchants.harbour].map(({ _id: merchant }) => {
        const placed = { site: site._id, merchant };
        return { _id: placementId(placed), ...placed };
      }),
    ),
    models.RetentionRule.insertMany([
      { _id: 'platform', keep: 90 * day, floor: 1 * hour, ceiling: 365 * day },
      { _id: merchants.motors._id, keep: 30 * day },
    ]),
    // Tests of the queue take from it themselves; those of offers say so (CNV-2).
    models.AssignmentRule.insertMany(
      Object.values(merchants).map(({ _id }) => ({ _id, rule: 'by_hand', offerSeconds: 30 })),
    ),
    models.Provider.create({ _id: provider, name: 'Wheels' }),
    models.Provider.create({ _id: rival.provider, name: 'Rival Wheels' }),
    models.Account.create({ ...rival.person, passwordHash, provider: rival.provider }),
    models.Account.insertMany(
      Object.values(people).map((account) => ({
        ...account,
        passwordHash,
        ...(account.audience === 'provider' && { provider }),
        // An admin has a second factor: in tests it is a recovery code, which needs no clock.
        ...(account.audience === 'admin' && secrets && adminFactor(secrets, account._id)),
      })),
    ),
    acceptForSeed({ models }, [...Object.values(people), rival.person], new Date(0)),
  ]);
  return {
    password,
    provider,
    merchants,
    people,
    site: { ...site, origin: site.origins[0]! },
    other: { ...other, origin: other.origins[0]! },
    rival,
  };
}

export type World = Awaited<ReturnType<typeof seedWorld>>;

const person = (
  audience: 'merchant' | 'provider' | 'admin',
  role: string,
  name: string,
  merchant: string | null,
) => ({
  _id: newId('account'),
  audience,
  role: role as 'agent',
  name,
  email: `${name.toLowerCase()}@people.example`,
  merchant,
});
