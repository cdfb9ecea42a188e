/**
 * Where the widget sits and how its launcher looks: plain text, because the loader draws the same launcher
 * before anything else is there. What the page must not change is marked important: it wins over the page's
 * own important rules. `--on-accent` is black or white, whichever is legible on the page's accent: at this luminance
 * both have a contrast of 4.58 (WCAG 2.2, 1.4.3); without an accent of the page it does not exist.
 */
export const hostRules = `:host{all:initial!important;position:fixed!important;display:block!important;inset-block:auto var(--parlour-offset-block,16px)!important;inset-inline:auto var(--parlour-offset-inline,16px)!important;z-index:2147483647!important;color-scheme:light dark!important;contain:layout style!important}
:host([position=start]){inset-inline:var(--parlour-offset-inline,16px) auto!important}
@supports (color:color(from red xyz-d65 x y z)){:host{--on-accent:color(from var(--parlour-accent) xyz-d65 clamp(0,(.179 - y)*1e6,.95) clamp(0,(.179 - y)*1e6,1) clamp(0,(.179 - y)*1e6,1.089))}}
:host([color-scheme=light]){color-scheme:light!important}
:host([color-scheme=dark]){color-scheme:dark!important}
:host([hidden]),:host([launcher=none]:not([open])){display:none!important}`;

export const launcherRules = `.launcher{all:unset;box-sizing:border-box;display:flex;align-items:center;gap:8px;min-height:48px;padding-inline:16px 20px;border-radius:24px;background:var(--accent,var(--parlour-accent,light-dark(oklch(0.52 0.1 195),oklch(0.78 0.1 195))));color:var(--accent-ink,var(--parlour-accent-ink,var(--on-accent,light-dark(oklch(0.99 0.005 195),oklch(0.2 0.03 195)))));font:600 15px/1.3 var(--parlour-font,system-ui,-apple-system,'Segoe UI',Roboto,sans-serif);cursor:pointer;box-shadow:0 8px 32px oklch(0.2 0.02 85/.18),0 1px 3px oklch(0.2 0.02 85/.14);-webkit-tap-highlight-color:transparent}
.launcher:focus-visible{outline:3px solid Highlight;outline-offset:2px}
.launcher svg{width:22px;height:22px;fill:none;stroke:currentColor;stroke-width:2;stroke-linejoin:round}
.launcher:dir(rtl) svg{transform:scaleX(-1)}
.launcher[aria-busy=true]{cursor:progress}
@media (forced-colors:active){.launcher{border:1px solid;background:ButtonFace;color:ButtonText}}`;

/** The path of the speech bubble, in a box of 24. */
export const bubblePath = 'M4 5h16v11H11l-5 4v-4H4z';
