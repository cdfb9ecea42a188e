/** A provider's site with two merchants, a second site, and people, for every test alike. */
import { hour, day } from '@parlour/shared/rules/expiry.js';
import { hashPassword } from '../accounts/password.js';
import type { Models } from '../models.js';
import { newId } from '../new-id.js';
import { acceptForSeed } from '../policies/seed-policies.js';
import { placementId } from '../sites/directory.js';

const password = 'a long enough test password';

let hashed: Promise<string> | null = null;

export async function seedWorld(models: Models) {
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
    models.Site.insertMany([site, other]),
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
    models.Account.insertMany(Object.values(people).map((account) => ({ ...account, passwordHash }))),
    acceptForSeed({ models }, Object.values(people), new Date(0)),
  ]);
  return {
    password,
    merchants,
    people,
    site: { ...site, origin: site.origins[0]! },
    other: { ...other, origin: other.origins[0]! },
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
