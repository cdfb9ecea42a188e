import type { MerchantId, ProviderId } from '../model/ids.js';
import { operation } from './define.js';

export type OrganizationKind = 'merchant' | 'provider';

export interface OrganizationView {
  readonly id: MerchantId | ProviderId;
  readonly kind: OrganizationKind;
  readonly name: string;
  /** A merchant's name in addresses and tags; null with a provider. */
  readonly slug: string | null;
  /** How many accounts it has. */
  readonly accounts: number;
  /** A provider's sites, or the sites where a merchant is reachable. */
  readonly sites: number;
  readonly disabledAt: number | null;
}

export interface ListOrganizationsInput {
  readonly kind: OrganizationKind;
  /** A part of the name. */
  readonly search?: string | undefined;
  readonly after?: string | undefined;
}

const common = { capability: 'organization.manage', purpose: 'service', socket: true } as const;

export const listOrganizations = operation<
  ListOrganizationsInput,
  {
    readonly organizations: readonly OrganizationView[];
    readonly total: number;
    readonly next: string | null;
  }
>()({
  ...common,
  name: 'organization.list',
  summary: 'Merchants or providers by name, a page at a time.',
  limit: 'read',
  http: ['GET', '/organizations'],
});

export interface CreateOrganizationInput {
  readonly kind: OrganizationKind;
  readonly name: string;
  /** With a merchant. */
  readonly slug?: string | undefined;
  /** Who is invited as its first manager, or the provider’s first account. */
  readonly email: string;
}

export const createOrganization = operation<
  CreateOrganizationInput,
  {
    readonly organization: OrganizationView;
    readonly sent: boolean;
    readonly link: string | null;
    readonly endsAt: number;
  }
>()({
  ...common,
  name: 'organization.create',
  summary:
    'A new merchant or provider, with the invitation of whoever manages it. Where no mail can be sent the link is shown, to be handed over.',
  limit: 'write',
  http: ['POST', '/organizations'],
  stepUp: true,
});

export const changeOrganization = operation<
  {
    readonly organization: MerchantId | ProviderId;
    readonly name?: string | undefined;
    readonly disabled?: boolean | undefined;
  },
  { readonly organization: OrganizationView }
>()({
  ...common,
  name: 'organization.change',
  summary:
    'Another name, or disables or enables: nobody of a disabled one signs in, nobody reaches it, and open sockets are closed.',
  limit: 'write',
  http: ['POST', '/organizations/:organization'],
  stepUp: true,
});

export const organizationOperations = [listOrganizations, createOrganization, changeOrganization] as const;
