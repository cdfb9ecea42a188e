import type { AppearanceTold } from '@parlour/shared/protocol/appearance.js';

const radii = { square: ['0px', '0px'], soft: ['6px', '12px'], round: ['12px', '20px'] } as const;
const worn = new WeakMap<object, CSSStyleSheet>();

/** What a merchant's looks are, as rules for the element; a page's own properties win over them. */
export function rulesOf({ colours, corners }: AppearanceTold): string {
  const [small, large] = radii[corners];
  const accent = colours
    ? `--accent:var(--parlour-accent,light-dark(${colours.light},${colours.dark}));
--accent-ink:var(--parlour-accent-ink,var(--on-accent,light-dark(${colours.lightInk},${colours.darkInk})));`
    : '';
  return `:host{${accent}--radius:min(${small},var(--parlour-radius,${small}));--radius-large:var(--parlour-radius,${large})}`;
}

/** Puts them on, in place of those before. */
export function dress(root: Node, looks: AppearanceTold | null): void {
  if (!(root instanceof ShadowRoot)) return;
  const sheet = worn.get(root) ?? new CSSStyleSheet();
  sheet.replaceSync(looks ? rulesOf(looks) : '');
  if (!worn.has(root)) root.adoptedStyleSheets.push(sheet);
  worn.set(root, sheet);
}
