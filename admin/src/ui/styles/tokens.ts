import { tokenDeclarations } from '@parlour/widget/styles/tokens.js';

/** What only the portals need besides the tokens: a paper that lies deeper, and the ink on a dangerous button. */
const portalDeclarations = `
--paper-sunken:light-dark(oklch(0.95 0.008 85),oklch(0.26 0.01 85));
--danger-ink:light-dark(oklch(0.99 0.005 30),oklch(0.2 0.03 30));`;

/** Puts the project's colours and sizes on the page, as a constructed style sheet: the policy allows no inline one. */
export function wearTokens(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:root{${tokenDeclarations}${portalDeclarations}}
html{background:var(--paper);color:var(--ink);font-family:var(--font);line-height:var(--leading)}
body{font-size:var(--text)}`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
