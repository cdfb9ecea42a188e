import type { DemoAccount, DemoSite } from './ready-message.js';

/** Everything that somebody needs who has just started Parlour. Its JSON is what `npm start -- --json` prints. */
export interface ReadyReport {
  readonly ready: true;
  readonly server: string;
  /** Null where it runs without the demo. */
  readonly demoSite: string | null;
  readonly portals: Readonly<Record<'merchant' | 'consumer' | 'provider' | 'admin', string>>;
  readonly accounts: readonly DemoAccount[];
  readonly sites: readonly DemoSite[];
}

export function readyReport(parts: {
  readonly server: string;
  readonly demoSite: string | null;
  readonly accounts: readonly DemoAccount[];
  readonly sites: readonly DemoSite[];
}): ReadyReport {
  const server = parts.server.replace(/\/$/, '');
  return {
    ready: true,
    server,
    demoSite: parts.demoSite,
    portals: {
      merchant: `${server}/merchant`,
      consumer: `${server}/consumer`,
      provider: `${server}/provider`,
      admin: `${server}/admin`,
    },
    accounts: parts.accounts,
    sites: parts.sites,
  };
}

/** The same for a person at a terminal. */
export function reportInWords({ server, demoSite, portals, accounts }: ReadyReport): string {
  const places: [string, string][] = [
    ...(demoSite ? [['Demo site', demoSite] as [string, string]] : [['Server', server] as [string, string]]),
    ['Merchant portal', portals.merchant],
    ['Admin portal', portals.admin],
  ];
  return [
    '',
    'Parlour is ready.',
    '',
    ...columns(places),
    ...(accounts.length > 0 ? ['', 'Sign in with', ...columns(accounts.map(signInRow))] : []),
    '',
    demoSite
      ? `Open a car on the demo site and chat; answer in the merchant portal. ${demoSite}/try says what to look at.`
      : 'Embed the widget as README.md says.',
    'Ctrl-C ends everything.',
    '',
  ].join('\n');
}

const signInRow = ({ audience, role, email, password, totpSecret }: DemoAccount): string[] => [
  `${audience === role ? role : `${audience} (${role})`}`,
  email,
  password,
  ...(totpSecret ? [`second factor ${totpSecret}`] : []),
];

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, cell.length)));
  return rows.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd());
}
