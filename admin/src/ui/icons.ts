/** The few drawings of the portals, made of strokes in the colour of the text. Each stands beside its words. */
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

const drawings = {
  inbox: svg`<path d="M4 13h4l2 3h4l2-3h4"/><path d="M4 13 6.5 5h11L20 13v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1z"/>`,
  pulse: svg`<path d="M3 12h4l3-7 4 14 3-7h4"/>`,
  overview: svg`<path d="M4 19h16"/><path d="M7 19v-6M12 19V6M17 19v-9"/>`,
  purge: svg`<path d="M5 7h14M10 7V4h4v3"/><path d="m7 7 1 13h8l1-13"/><path d="M10.5 11v5M13.5 11v5"/>`,
  ledger: svg`<path d="M6 4h11a1 1 0 0 1 1 1v15H7a2 2 0 0 1-2-2V5a1 1 0 0 1 1-1z"/><path d="M5 18a2 2 0 0 1 2-2h11"/><path d="M9 8h5"/>`,
  policy: svg`<path d="M7 3h7l4 4v13a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z"/><path d="M14 3v4h4M9 12h6M9 16h6"/>`,
  hold: svg`<path d="M6 11h12v9H6z"/><path d="M9 11V8a3 3 0 0 1 6 0v3M12 14.5v2"/>`,
  rule: svg`<circle cx="12" cy="13" r="7"/><path d="M12 9v4l2.5 2.5M9 3h6"/>`,
  audit: svg`<path d="M9 8a3 3 0 1 0 0 6h2M15 16a3 3 0 1 0 0-6h-2M9 12h6"/>`,
  team: svg`<circle cx="9" cy="9" r="3"/><path d="M3.5 19a5.5 5.5 0 0 1 11 0M15.5 6.5a3 3 0 0 1 0 5M17 14.5a5.5 5.5 0 0 1 3.5 4.5"/>`,
  person: svg`<circle cx="12" cy="8.5" r="3.5"/><path d="M5 20a7 7 0 0 1 14 0"/>`,
  placement: svg`<path d="M12 21s6.5-5.6 6.5-11a6.5 6.5 0 0 0-13 0c0 5.4 6.5 11 6.5 11z"/><circle cx="12" cy="10" r="2.3"/>`,
  organization: svg`<path d="M5 20V7l7-3 7 3v13M3.5 20h17"/><path d="M9 10h.01M15 10h.01M9 13.5h.01M15 13.5h.01M10.5 20v-3.5h3V20"/>`,
  site: svg`<rect x="4" y="5" width="16" height="14" rx="1"/><path d="M4 9h16M7 7h.01M9.5 7h.01"/>`,
  settings: svg`<path d="M4 8h9M17 8h3M4 16h3M11 16h9"/><circle cx="15" cy="8" r="2"/><circle cx="9" cy="16" r="2"/>`,
  bell: svg`<path d="M7 16V11a5 5 0 0 1 10 0v5l1.5 2h-13z"/><path d="M10.5 20h3"/>`,
  keyboard: svg`<rect x="3" y="6" width="18" height="12" rx="2"/><path d="M7 10h.01M11 10h.01M15 10h.01M7 14h10"/>`,
  leave: svg`<path d="M14 4h4a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1h-4"/><path d="M10 8l-4 4 4 4M6 12h9"/>`,
  back: svg`<path d="M14 6l-6 6 6 6"/>`,
  details: svg`<circle cx="12" cy="12" r="8"/><path d="M12 11v5M12 8h.01"/>`,
  clip: svg`<path d="M19.5 11.5l-8 8a4.9 4.9 0 0 1-7-7l8.6-8.6a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4l7.5-7.4"/>`,
  outside: svg`<path d="M13 5h6v6M19 5l-8.5 8.5M10 6H5v13h13v-5"/>`,
  webhook: svg`<circle cx="6.5" cy="17" r="2.5"/><circle cx="17.5" cy="17" r="2.5"/><circle cx="12" cy="6.5" r="2.5"/><path d="M11 9l-3.4 5.8M13.2 8.7l3 6M9 17h6"/>`,
  close: svg`<path d="M6 6l12 12M18 6 6 18"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof drawings;

export const icon = (name: IconName): TemplateResult =>
  html`<svg
    class="icon icon-${name}"
    aria-hidden="true"
    viewBox="0 0 24 24"
    width="20"
    height="20"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
  >
    ${drawings[name]}
  </svg>`;

/** Two chairs that face each other: the mark of a parlour. */
export const mark = (): TemplateResult =>
  html`<svg class="mark" aria-hidden="true" viewBox="0 0 32 32" width="28" height="28">
    <rect width="32" height="32" rx="9" fill="var(--accent)" />
    <g
      fill="none"
      stroke="var(--accent-ink)"
      stroke-width="2.4"
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      <path d="M8 9v9h6v5M8 18v5" />
      <path d="M24 9v9h-6v5M24 18v5" />
    </g>
  </svg>`;
