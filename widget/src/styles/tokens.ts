/**
 * The tokens of design.md, once, for the widget and the portals. Colours are pairs of OKLCH (lightness, chroma,
 * hue), light and dark; a test holds their contrast.
 */
type Oklch = readonly [lightness: number, chroma: number, hue: number];
export type ColourPair = readonly [light: Oklch, dark: Oklch];

export const colours = {
  paper: [
    [0.98, 0.006, 85],
    [0.18, 0.008, 85],
  ],
  'paper-raised': [
    [1, 0, 85],
    [0.22, 0.009, 85],
  ],
  ink: [
    [0.22, 0.015, 85],
    [0.94, 0.008, 85],
  ],
  'ink-soft': [
    [0.45, 0.015, 85],
    [0.72, 0.012, 85],
  ],
  line: [
    [0.9, 0.01, 85],
    [0.3, 0.01, 85],
  ],
  /** Edges of what can be operated: they carry meaning, so they need 3 : 1. */
  edge: [
    [0.62, 0.012, 85],
    [0.56, 0.012, 85],
  ],
  accent: [
    [0.52, 0.1, 195],
    [0.78, 0.1, 195],
  ],
  'accent-ink': [
    [0.99, 0.005, 195],
    [0.2, 0.03, 195],
  ],
  'accent-soft': [
    [0.94, 0.025, 195],
    [0.3, 0.035, 195],
  ],
  warn: [
    [0.5, 0.11, 70],
    [0.82, 0.13, 80],
  ],
  danger: [
    [0.5, 0.16, 30],
    [0.76, 0.13, 30],
  ],
  ok: [
    [0.5, 0.1, 140],
    [0.78, 0.12, 140],
  ],
} as const satisfies Record<string, ColourPair>;

const oklch = ([lightness, chroma, hue]: Oklch): string => `oklch(${lightness} ${chroma} ${hue})`;

const colourDeclarations = Object.entries(colours)
  .map(([name, [light, dark]]) => `--${name}:light-dark(${oklch(light)},${oklch(dark)});`)
  .join('');

/**
 * Every token as declarations, to be put into one rule: of `:host` in the widget, of `:root` in a portal. A
 * merchant's `--parlour-accent` and `--parlour-accent-ink` win over the accent.
 */
export const tokenDeclarations = `${colourDeclarations}
--accent:var(--parlour-accent,light-dark(${oklch(colours.accent[0])},${oklch(colours.accent[1])}));
--accent-ink:var(--parlour-accent-ink,var(--on-accent,light-dark(${oklch(colours['accent-ink'][0])},${oklch(colours['accent-ink'][1])})));
--font:var(--parlour-font,system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',sans-serif);
--text-small:13px;--text:15px;--text-large:17px;--text-title:20px;--text-display:26px;
--leading:1.5;--leading-tight:1.3;
--space-1:4px;--space-2:8px;--space-3:12px;--space-4:16px;--space-5:24px;--space-6:32px;--space-7:48px;
--radius:min(6px,var(--parlour-radius,6px));--radius-large:var(--parlour-radius,12px);
--shadow:0 8px 32px oklch(0.2 0.02 85/.18),0 1px 3px oklch(0.2 0.02 85/.14);
--motion:160ms;`;
