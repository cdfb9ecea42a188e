import type { AccentColours } from '../rules/accent.js';
import { operation } from './define.js';

export const corners = ['square', 'soft', 'round'] as const;
export type Corners = (typeof corners)[number];

export interface Appearance {
  /** `#rrggbb`, or null for Parlour's own. */
  readonly accent: string | null;
  readonly corners: Corners;
  readonly greeting: string;
  /** Whether the widget shows the names of agents. */
  readonly agentNames: boolean;
  /** Of the tag on the page: the launcher is drawn before anything is asked of the server. */
  readonly position: 'start' | 'end';
  /** The launcher's word, or empty for the usual one. Of the tag too. */
  readonly label: string;
  /** Whether the widget asks, apart from all else and unticked, whether news may be mailed. */
  readonly asksMarketing: boolean;
}

export interface AppearanceView {
  readonly appearance: Appearance;
  /** What the accent becomes on light and dark ground, so that it can be read; null without one. */
  readonly colours: AccentColours | null;
  readonly merchant: { readonly slug: string; readonly name: string };
}

/** What the welcome tells the widget of it. */
export interface AppearanceTold {
  readonly colours: AccentColours | null;
  readonly corners: Corners;
  readonly agentNames: boolean;
}

export const readAppearance = operation<Record<never, never>, AppearanceView>()({
  name: 'appearance.read',
  summary: "How the merchant's widget looks.",
  capability: 'settings.manage',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/appearance'],
  socket: true,
});

export const setAppearance = operation<Appearance, AppearanceView>()({
  name: 'appearance.set',
  summary: "Changes how the merchant's widget looks, from the next opening on.",
  capability: 'settings.manage',
  purpose: 'service',
  limit: 'write',
  http: ['PUT', '/appearance'],
  socket: true,
});

export const appearanceOperations = [readAppearance, setAppearance] as const;
