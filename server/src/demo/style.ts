/** The demo's style sheet: a site's own look, plain and not Parlour's, in light and dark. */
export const style = `:root {
  color-scheme: light dark;
  --paper: #faf9f6; --raised: #fff; --ink: #1d2528; --soft: #566166; --line: #e0ddd4;
  --brand: #b4471f; --brand-ink: #fff; --shadow: 0 1px 2px rgb(0 0 0 / 6%), 0 6px 20px rgb(0 0 0 / 5%);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181a; --raised: #1e2326; --ink: #eceae4; --soft: #a5adb0; --line: #343b3f;
    --brand: #f0935f; --brand-ink: #21130b; --shadow: none;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
h1 { font-size: clamp(1.75rem, 1.2rem + 2.4vw, 2.75rem); line-height: 1.12; letter-spacing: -.02em; margin: 0 0 .5rem; text-wrap: balance; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.5rem 0 1rem; }
h3 { font-size: 1.0625rem; line-height: 1.3; margin: 0; }
a { color: var(--brand); text-underline-offset: .18em; }
a:focus-visible, button:focus-visible, select:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; border-radius: 4px; }
img { max-width: 100%; height: auto; display: block; }
code { font: .875em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--raised); padding: .5rem 1rem; z-index: 1; }
.top, main, footer { max-width: 72rem; margin-inline: auto; padding-inline: clamp(1rem, 4vw, 2rem); }
.top { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 2rem; padding-block: 1rem; }
.brand { display: inline-flex; align-items: center; gap: .6rem; font-weight: 700; font-size: 1.25rem; letter-spacing: -.01em; color: var(--ink); text-decoration: none; }
.top nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin-inline-start: auto; }
.top nav a { color: var(--soft); text-decoration: none; font-size: .9375rem; padding-block: .25rem; }
.top nav a:hover { color: var(--brand); text-decoration: underline; }
.hero { padding-block: clamp(1.5rem, 5vw, 3.5rem) 0; max-width: 48rem; }
.hero p { font-size: 1.125rem; color: var(--soft); margin: 0 0 1rem; }
.hero .where { font-size: .9375rem; }
.search { display: flex; flex-wrap: wrap; align-items: end; gap: .75rem; margin-top: 1.5rem; padding: 1rem; background: var(--raised); border: 1px solid var(--line); border-radius: 12px; box-shadow: var(--shadow); }
.search label { flex: 1 1 9rem; font-size: .8125rem; color: var(--soft); }
.search select { display: block; width: 100%; margin-top: .25rem; padding: .6rem .5rem; font: inherit; font-size: 1rem; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 6px; }
.search button { flex: 1 1 9rem; padding: .65rem 1rem; font: inherit; font-weight: 600; color: var(--brand-ink); background: var(--brand); border: 0; border-radius: 6px; cursor: pointer; }
.cars { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(15.5rem, 100%), 1fr)); gap: 1.25rem; margin: 0; padding: 0; list-style: none; }
.card { position: relative; overflow: hidden; background: var(--raised); border: 1px solid var(--line); border-radius: 12px; box-shadow: var(--shadow); }
.card div { padding: .9rem 1rem 1rem; }
.card p { margin: .2rem 0 0; }
.card a { color: inherit; text-decoration: none; }
.card a::after { content: ""; position: absolute; inset: 0; border-radius: 12px; }
.card:hover { border-color: var(--brand); }
.card a:focus-visible { outline: 0; }
.card a:focus-visible::after { outline: 3px solid var(--brand); outline-offset: -3px; }
.card .facts, .dealer { font-size: .875rem; color: var(--soft); }
.card .price { margin-top: .6rem; }
.price { font-weight: 700; font-variant-numeric: tabular-nums; font-size: 1.125rem; }
.nothing { padding: 2rem; text-align: center; border: 1px dashed var(--line); border-radius: 12px; }
.crumbs { padding-block: .5rem 1rem; font-size: .9375rem; color: var(--soft); }
.car { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: clamp(1.25rem, 4vw, 3rem); align-items: start; }
.car .picture { border-radius: 12px; border: 1px solid var(--line); width: 100%; }
.car .price { font-size: 1.5rem; margin: 0 0 1rem; }
.lead { font-size: 1.0625rem; margin: 0 0 1.25rem; }
dl.facts { margin: 0; border-top: 1px solid var(--line); }
dl.facts div { display: flex; justify-content: space-between; gap: 1rem; padding-block: .5rem; border-bottom: 1px solid var(--line); font-size: .9375rem; }
dt { color: var(--soft); }
dd { margin: 0; font-variant-numeric: tabular-nums; }
.dealer-box { margin-top: 1.5rem; padding: 1rem 1.25rem; background: var(--raised); border: 1px solid var(--line); border-radius: 12px; }
.dealer-box h2 { margin: 0; font-size: 1.0625rem; }
.dealer-box p { margin: .35rem 0 0; font-size: .9375rem; color: var(--soft); }
.prose { max-width: 42rem; padding-top: clamp(1rem, 4vw, 2.5rem); }
.steps { padding: 0; margin: 2rem 0 0; list-style: none; counter-reset: step; }
.steps li { position: relative; padding-inline-start: 3.25rem; margin-bottom: 1.5rem; counter-increment: step; }
.steps li::before { content: counter(step); position: absolute; inset-inline-start: 0; top: 0; width: 2.1rem; height: 2.1rem; display: grid; place-items: center; border-radius: 50%; border: 1px solid var(--brand); color: var(--brand); font-weight: 600; }
.steps h2 { margin: 0; padding-top: .2rem; }
.steps p { margin: .35rem 0 0; }
pre { margin: 0; padding: 1rem; background: var(--raised); border: 1px solid var(--line); border-radius: 12px; white-space: pre-wrap; }
footer { margin-top: 4rem; padding-block: 1.5rem 6rem; border-top: 1px solid var(--line); font-size: .8125rem; color: var(--soft); }
footer p { margin: 0; max-width: 42rem; }
@media (max-width: 46rem) {
  .car { grid-template-columns: minmax(0, 1fr); }
  .top nav { margin-inline-start: 0; }
}
.asks { display: flex; flex-wrap: wrap; gap: .5rem; }
.asks button { padding: .4rem .8rem; font: inherit; color: var(--ink); background: var(--raised); border: 1px solid var(--line); border-radius: 6px; cursor: pointer; }
.asks span { align-self: center; }
.example { padding: 1rem 1.25rem; background: var(--raised); border: 1px solid var(--line); border-radius: 12px; min-height: 14rem; }
.example h2 { margin-top: 1rem; }
#told { min-height: 3rem; padding-inline-start: 1.5rem; font: .875em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
[data-theme=violet] :is(parlour-chat, parlour-frame) { --parlour-accent: #635bff; --parlour-radius: 20px; }
[data-theme=yellow] :is(parlour-chat, parlour-frame) { --parlour-accent: #ffd400; }
[data-theme=square] :is(parlour-chat, parlour-frame) { --parlour-accent: #111; --parlour-radius: 0px; --parlour-font: Georgia, serif; --parlour-offset-inline: 0px; --parlour-offset-block: 0px; }
`;

/** The site's sign: a car seen from the front, on the brand's colour. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<rect width="64" height="64" rx="14" fill="#b4471f"/>
<path d="M19 20h26l5 13v14h-6v-4H20v4h-6V33z" fill="#fff"/>
<path d="M22 24h20l3 8H19z" fill="#b4471f"/>
<circle cx="21" cy="38" r="3" fill="#b4471f"/><circle cx="43" cy="38" r="3" fill="#b4471f"/>
</svg>
`;
