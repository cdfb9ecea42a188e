/** HLD-1: what a legal hold covers. Pure. Every part of the scope that is set must fit; at least one is. */
export interface HoldScope {
  readonly conversation?: string | undefined;
  readonly consumer?: string | undefined;
  readonly merchant?: string | undefined;
  /** Milliseconds: conversations that were going on at any moment from `from` to `to`. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export interface Holdable {
  readonly conversation: string;
  readonly consumer: string;
  readonly merchant: string;
  readonly startedAt: number;
  readonly lastActiveAt: number;
}

export const isScope = (scope: HoldScope): boolean =>
  Object.values(scope).some((value) => value !== undefined) &&
  (scope.from === undefined || scope.to === undefined || scope.from <= scope.to);

export const covers = (scope: HoldScope, held: Holdable): boolean =>
  isScope(scope) &&
  (scope.conversation === undefined || scope.conversation === held.conversation) &&
  (scope.consumer === undefined || scope.consumer === held.consumer) &&
  (scope.merchant === undefined || scope.merchant === held.merchant) &&
  (scope.from === undefined || held.lastActiveAt >= scope.from) &&
  (scope.to === undefined || held.startedAt <= scope.to);
