import { describe, expect, it } from 'vitest';
import { ConfigError, parseConfig } from './config.js';

const key = Buffer.alloc(32, 7).toString('base64');

const mistakesOf = (env: Record<string, string>): readonly string[] => {
  try {
    parseConfig(env, '/srv');
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  return [];
};

describe('the configuration', () => {
  it('OPS-6 needs nothing in development', () => {
    const config = parseConfig({ PATH: '/bin', PORT: '' }, '/srv');
    expect(config).toMatchObject({
      production: false,
      port: 4_000,
      host: '127.0.0.1',
      mongodbUri: null,
      dataDir: '/srv/.data',
    });
  });

  it('OPS-6 tells all mistakes at once, each with the variable’s name and what it takes', () => {
    const mistakes = mistakesOf({
      PORT: '99999',
      PUBLIC_URL: 'https://chat.example/path',
      MONGODB_URI: 'postgres://x',
      SECRET_KEY: 'short',
      LOG_LEVEL: 'loud',
    });
    expect(mistakes).toHaveLength(5);
    for (const name of ['PORT', 'PUBLIC_URL', 'MONGODB_URI', 'SECRET_KEY', 'LOG_LEVEL']) {
      expect(mistakes.find((mistake) => mistake.startsWith(`${name} takes `))).toBeDefined();
    }
  });

  it('OPS-6 refuses to start in production without its secrets and its address', () => {
    expect(mistakesOf({ NODE_ENV: 'production' }).map((mistake) => mistake.split(' ')[0])).toEqual([
      'SECRET_KEY',
      'MASTER_KEY',
      'PUBLIC_URL',
    ]);
    const env = {
      NODE_ENV: 'production',
      SECRET_KEY: key,
      MASTER_KEY: key,
      PUBLIC_URL: 'https://chat.example',
    };
    expect(parseConfig(env, '/srv').secretKey).toHaveLength(32);
    // What lets webhooks go inside is for development.
    expect(mistakesOf({ ...env, WEBHOOK_ALLOW_INSIDE: 'yes' })[0]).toMatch(/^WEBHOOK_ALLOW_INSIDE/);
    expect(parseConfig({ WEBHOOK_ALLOW_INSIDE: 'yes' }, '/srv').webhookAllowInside).toBe(true);
  });

  it('OPS-6 mail needs an address that it comes from, and nothing but SMTP', () => {
    expect(mistakesOf({ SMTP_URL: 'smtp://127.0.0.1:25' })[0]).toMatch(/^MAIL_FROM is missing/);
    expect(mistakesOf({ SMTP_URL: 'https://mail.example', MAIL_FROM: 'not an address' })).toHaveLength(2);
    const config = parseConfig(
      { SMTP_URL: 'smtps://u:p@mail.example', MAIL_FROM: 'P <p@mail.example>' },
      '/',
    );
    expect(config).toMatchObject({
      smtpUrl: new URL('smtps://u:p@mail.example'),
      mailFrom: 'P <p@mail.example>',
    });
    expect(parseConfig({}, '/')).toMatchObject({ smtpUrl: null, mailFrom: null });
  });

  it('OPS-6 never repeats a secret in what it says', () => {
    expect(mistakesOf({ SECRET_KEY: 'hunter2', MASTER_KEY: 'hunter2' }).join()).not.toContain('hunter2');
  });
});
