import type { InvitationId, MerchantId, SiteId } from '../model/ids.js';
import { operation } from './define.js';

/** A merchant and a site are brought together by one asking and the other accepting. */
export type Side = 'provider' | 'merchant';

interface PlacedSite {
  readonly id: SiteId;
  readonly name: string;
  readonly origin: string;
  readonly provider: string;
}

interface PlacedMerchant {
  readonly id: MerchantId;
  readonly slug: string;
  readonly name: string;
}

export type PlacementView =
  | {
      readonly state: 'invited';
      readonly id: InvitationId;
      /** Who asked; the other side answers. */
      readonly by: Side;
      /** What was typed by whoever asked. They learn nothing more before it is accepted. */
      readonly said: string;
      readonly site: PlacedSite | null;
      readonly merchant: PlacedMerchant | null;
      readonly since: number;
      readonly endsAt: number;
    }
  | {
      readonly state: 'active' | 'ended';
      readonly site: PlacedSite;
      readonly merchant: PlacedMerchant;
      readonly since: number | null;
      /** Who ended it. */
      readonly by: Side | null;
    };

/** Milliseconds that an invitation waits for its answer. */
export const invitationLife = 30 * 24 * 3_600_000;

const common = { purpose: 'service', socket: true } as const;

export const listPlacements = operation<
  { readonly after?: string | undefined },
  { readonly placements: readonly PlacementView[]; readonly next: string | null }
>()({
  ...common,
  name: 'placement.list',
  summary:
    'Who is reachable where: a provider’s sites, or a merchant’s placements, with what waits for an answer.',
  capability: 'placement.manage',
  limit: 'read',
  http: ['GET', '/placements'],
});

export const invitePlacement = operation<
  { readonly site: SiteId; readonly to: string },
  { readonly placement: PlacementView }
>()({
  ...common,
  name: 'placement.invite',
  summary:
    'Invites a merchant, by their name in addresses or a manager’s e-mail address, to a site. Whether there is such a merchant is not told.',
  capability: 'site.manage',
  limit: 'write',
  http: ['POST', '/placements/invitations'],
});

export const askPlacement = operation<{ readonly origin: string }, { readonly placement: PlacementView }>()({
  ...common,
  name: 'placement.ask',
  summary:
    'Asks the provider of a site, named by its address, to be reachable there. Whether there is such a site is not told.',
  capability: 'placement.ask',
  limit: 'write',
  http: ['POST', '/placements/requests'],
});

export const answerPlacement = operation<
  { readonly invitation: InvitationId; readonly accept: boolean },
  Record<never, never>
>()({
  ...common,
  name: 'placement.answer',
  summary: 'Accepts or declines what the other side has asked. Accepted, the merchant is reachable at once.',
  capability: 'placement.manage',
  limit: 'write',
  http: ['POST', '/placements/invitations/:invitation'],
});

export const withdrawPlacement = operation<{ readonly invitation: InvitationId }, Record<never, never>>()({
  ...common,
  name: 'placement.withdraw',
  summary: 'Takes back what one has asked and the other side has not answered.',
  capability: 'placement.manage',
  limit: 'write',
  http: ['DELETE', '/placements/invitations/:invitation'],
});

export const endPlacement = operation<
  { readonly site: SiteId; readonly merchant: MerchantId },
  Record<never, never>
>()({
  ...common,
  name: 'placement.end',
  summary: 'Ends a placement: nobody reaches the merchant there any more, open chats included.',
  capability: 'placement.manage',
  limit: 'write',
  http: ['POST', '/placements/:site/:merchant/end'],
});

export const placementOperations = [
  listPlacements,
  invitePlacement,
  askPlacement,
  answerPlacement,
  withdrawPlacement,
  endPlacement,
] as const;
