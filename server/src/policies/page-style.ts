export const pageStyle = `
:root { color-scheme: light dark; --ink: light-dark(oklch(0.22 0.01 85), oklch(0.94 0.008 85));
  --paper: light-dark(oklch(0.98 0.006 85), oklch(0.18 0.008 85)); --soft: light-dark(oklch(0.45 0.01 85), oklch(0.72 0.008 85));
  --line: light-dark(oklch(0.9 0.008 85), oklch(0.3 0.01 85)); --accent: light-dark(oklch(0.45 0.1 195), oklch(0.78 0.1 195));
  --added: light-dark(oklch(0.92 0.06 150), oklch(0.32 0.06 150)); --removed: light-dark(oklch(0.93 0.04 30), oklch(0.32 0.06 30)); }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
nav, main { max-width: 68ch; margin: 0 auto; padding: 16px 24px; }
nav { display: flex; flex-wrap: wrap; gap: 8px 24px; font-size: 15px; }
h1 { font-size: 26px; line-height: 1.3; text-wrap: balance; margin: 16px 0; }
h2 { font-size: 20px; line-height: 1.3; margin: 32px 0 8px; }
a { color: var(--accent); }
.state, small, footer { color: var(--soft); font-size: 15px; }
small { display: block; }
li { margin-block: 8px; }
.coming { border-inline-start: 3px solid var(--accent); padding: 8px 12px; margin: 8px 0; font-size: 15px; }
footer { border-top: 1px solid var(--line); margin-top: 32px; }
code { font-size: 13px; overflow-wrap: anywhere; }
.changes { white-space: pre-wrap; }
ins { background: var(--added); text-decoration: underline; }
del { background: var(--removed); }
@media print { :root { color-scheme: light; } nav { display: none; } main { max-width: none; padding: 0; } h2 { break-after: avoid; } a { color: inherit; } }
`;
