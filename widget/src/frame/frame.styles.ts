/** The frame where the panel would be, with the panel's measures. */
export const frameRules = `[hidden]{display:none!important}
iframe{all:unset;display:block;box-sizing:border-box;width:min(360px,calc(100vw - 32px));height:min(600px,calc(100dvh - 32px));border:1px solid light-dark(oklch(0.9 0.01 85),oklch(0.3 0.01 85));border-radius:var(--parlour-radius,12px);box-shadow:0 8px 32px oklch(0.2 0.02 85/.18),0 1px 3px oklch(0.2 0.02 85/.14);background:light-dark(oklch(0.98 0.006 85),oklch(0.18 0.008 85))}
@media (max-width:480px){:host([open]){inset:0!important}iframe{position:fixed;inset:var(--viewport-top,0) 0 auto;width:100vw;height:var(--viewport-height,100dvh);border:0;border-radius:0}}`;
