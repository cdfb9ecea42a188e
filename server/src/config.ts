/**
 * OPS-6: the environment, parsed once and purely. All mistakes are reported together, each with the variable's
 * name and what it takes. Secrets that are missing are made and kept in `DATA_DIR` in development; in production
 * a missing secret refuses to start.
 */
import path from 'node:path';
import { usualFileLimit } from '@parlour/shared/protocol/limits.js';
import { minute } from '@parlour/shared/rules/expiry.js';
import { usualSilence, type SilenceRules } from '@parlour/shared/rules/silence.js';
import { z } from 'zod';

export interface Config {
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  /** The address that people use; null means `http://localhost:<port>` as soon as the port is known. */
  readonly publicUrl: URL | null;
  readonly dataDir: string;
  /** Null means the embedded store in `DATA_DIR/store`. */
  readonly mongodbUri: string | null;
  /** Where several nodes hear each other; null means that this is the only one. */
  readonly redisUrl: string | null;
  /** CNV-6: when a silent consumer is reminded, and when their conversation is closed. */
  readonly silence: SilenceRules;
  /** MSG-12: bytes of one file. */
  readonly fileLimit: number;
  /** 32 bytes; null means the one kept in `DATA_DIR`, made on the first start. */
  readonly secretKey: Buffer | null;
  readonly masterKey: Buffer | null;
  readonly logLevel: LogLevel;
  /** Null means that no mail is sent, and that whoever asks for one is told so. */
  readonly smtpUrl: URL | null;
  /** What mails come from; set wherever `smtpUrl` is. */
  readonly mailFrom: string | null;
  /** Where to report a hole, as `/.well-known/security.txt` says it; null names the published documents. */
  readonly securityContact: string | null;
  /** How many proxies stand in front, whose `X-Forwarded-For` is believed; 0 believes nobody. */
  readonly trustedProxies: number;
  /** OPS-5: where Prometheus reads; null means nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  /** For development alone: webhooks may go to addresses inside, over plain http. */
  readonly webhookAllowInside: boolean;
  /** Set by the supervisor: seed the demo for this origin. */
  readonly demoOrigin: string | null;
}

const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
type LogLevel = (typeof logLevels)[number];

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly mistakes: readonly string[]) {
    super(
      `The configuration has ${mistakes.length === 1 ? 'a mistake' : 'mistakes'}:\n- ${mistakes.join('\n- ')}`,
    );
  }
}

const httpUrl = (takes: string) =>
  z.string().transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash) return url;
    context.addIssue(takes);
    return z.NEVER;
  });

const smtpUrl = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^smtps?:$/.test(url.protocol) && url.hostname) return url;
  context.addIssue('takes smtp://user:password@host:587 or smtps://user:password@host:465');
  return z.NEVER;
});

const mailFrom = z
  .string()
  .regex(
    /^([^<>\r\n"]*<[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/,
    'takes an address, such as chat@example.com or Parlour <chat@example.com>',
  );

const key = z.string().transform((text, context) => {
  const bytes = Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64');
  if (bytes.length === 32) return bytes;
  context.addIssue('takes 32 random bytes as base64 or hexadecimal (openssl rand -base64 32)');
  return z.NEVER;
});

const hostAndPort = z.string().transform((text, context) => {
  const [, host, port] = /^(\[[\da-f:.]+\]|[\w.-]+):(\d{1,5})$/i.exec(text) ?? [];
  if (host && Number(port) < 65_536) return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
  context.addIssue('takes an address and a port of the operator’s own network, such as 127.0.0.1:9464');
  return z.NEVER;
});

const number = (min: number, max: number, takes: string) =>
  z
    .string()
    .regex(/^\d{1,6}$/, takes)
    .transform(Number)
    .refine((value) => value >= min && value <= max, takes);

/** Every variable, with what it takes; the README's table is held against this list by a test. */
export const variables = {
  PORT: number(0, 65_535, 'takes a port from 0 (any free one) to 65535').optional(),
  HOST: z.string().min(1, 'takes the address to listen on, such as 127.0.0.1 or 0.0.0.0').optional(),
  PUBLIC_URL: httpUrl(
    'takes the address that people use, without a path, such as https://chat.example.com',
  ).optional(),
  DATA_DIR: z.string().min(1, 'takes a folder').optional(),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\/./, 'takes mongodb://… or mongodb+srv://…')
    .optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/./, 'takes redis://… or rediss://…')
    .optional(),
  SILENCE_REMIND_MINUTES: number(1, 1_440, 'takes minutes from 1 to 1440').optional(),
  SILENCE_CLOSE_MINUTES: number(1, 1_440, 'takes minutes from 1 to 1440').optional(),
  FILE_LIMIT_MIB: number(1, 100, 'takes MiB that one file may have, from 1 to 100').optional(),
  SECRET_KEY: key.optional(),
  MASTER_KEY: key.optional(),
  LOG_LEVEL: z.enum(logLevels, `takes one of ${logLevels.join(', ')}`).optional(),
  TRUSTED_PROXIES: number(0, 10, 'takes the number of proxies in front, 0 to 10').optional(),
  METRICS_ADDRESS: hostAndPort.optional(),
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: mailFrom.optional(),
  SECURITY_CONTACT: z
    .string()
    .regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/, 'takes mailto:security@example.com or https://…')
    .optional(),
  WEBHOOK_ALLOW_INSIDE: z.literal('yes', 'takes yes, or is left out').optional(),
  NODE_ENV: z.string().optional(),
  PARLOUR_DEMO_ORIGIN: z.string().optional(),
} as const;

const environment = z.object(variables);

/** @throws ConfigError that names every mistake. An empty variable counts as absent. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>, folder: string): Config {
  const present = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environment.safeParse(present);
  const mistakes = parsed.success
    ? []
    : parsed.error.issues.map(({ path: where, message }) => `${where.join('.')} ${message}`);
  const production = env['NODE_ENV'] === 'production';
  if (production) {
    for (const secret of ['SECRET_KEY', 'MASTER_KEY'] as const) {
      if (!present[secret])
        mistakes.push(
          `${secret} is missing: in production it takes 32 random bytes (openssl rand -base64 32)`,
        );
    }
    if (!present['PUBLIC_URL'])
      mistakes.push('PUBLIC_URL is missing: in production it takes the address that people use');
  }
  if (production && present['WEBHOOK_ALLOW_INSIDE'])
    mistakes.push('WEBHOOK_ALLOW_INSIDE is for development: in production it is left out');
  if (present['SMTP_URL'] && !present['MAIL_FROM'])
    mistakes.push('MAIL_FROM is missing: with SMTP_URL it takes the address that mails come from');
  if (mistakes.length > 0 || !parsed.success) throw new ConfigError(mistakes);
  const { data } = parsed;
  return {
    production,
    port: data.PORT ?? 4_000,
    host: data.HOST ?? (production ? '0.0.0.0' : '127.0.0.1'),
    publicUrl: data.PUBLIC_URL ?? null,
    dataDir: path.resolve(folder, data.DATA_DIR ?? '.data'),
    mongodbUri: data.MONGODB_URI ?? null,
    redisUrl: data.REDIS_URL ?? null,
    silence: {
      remindAfter: data.SILENCE_REMIND_MINUTES
        ? data.SILENCE_REMIND_MINUTES * minute
        : usualSilence.remindAfter,
      closeAfter: data.SILENCE_CLOSE_MINUTES ? data.SILENCE_CLOSE_MINUTES * minute : usualSilence.closeAfter,
    },
    fileLimit: data.FILE_LIMIT_MIB ? data.FILE_LIMIT_MIB * 1_024 * 1_024 : usualFileLimit,
    secretKey: data.SECRET_KEY ?? null,
    masterKey: data.MASTER_KEY ?? null,
    logLevel: data.LOG_LEVEL ?? 'info',
    smtpUrl: data.SMTP_URL ?? null,
    mailFrom: data.MAIL_FROM ?? null,
    securityContact: data.SECURITY_CONTACT ?? null,
    trustedProxies: data.TRUSTED_PROXIES ?? 0,
    metrics: data.METRICS_ADDRESS ?? null,
    webhookAllowInside: data.WEBHOOK_ALLOW_INSIDE === 'yes',
    demoOrigin: data.PARLOUR_DEMO_ORIGIN ?? null,
  };
}
