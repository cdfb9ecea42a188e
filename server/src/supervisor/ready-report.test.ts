import { describe, expect, it } from 'vitest';
import { readPort } from './main.js';
import { readyReport, reportInWords } from './ready-report.js';

const report = readyReport({
  server: 'http://localhost:4000',
  demoSite: 'http://127.0.0.1:4001',
  accounts: [
    { audience: 'merchant', role: 'agent', email: 'ana@main-street.example', password: 'twelve words' },
  ],
  sites: [{ key: 'key', origins: ['http://127.0.0.1:4001'], merchants: ['main-street-motors'] }],
});

describe('the report of a start', () => {
  it('names the address of every portal', () => {
    expect(report.portals).toEqual({
      merchant: 'http://localhost:4000/merchant',
      consumer: 'http://localhost:4000/consumer',
      provider: 'http://localhost:4000/provider',
      admin: 'http://localhost:4000/admin',
    });
  });

  it('says in words where to look and how to sign in', () => {
    const words = reportInWords(report);
    for (const word of ['http://127.0.0.1:4001', 'ana@main-street.example', 'twelve words', 'Ctrl-C']) {
      expect(words).toContain(word);
    }
  });
});

describe('a port from the environment', () => {
  it.each([
    [undefined, 4_000],
    ['', 4_000],
    ['0', 0],
    ['65535', 65_535],
  ])('%j is %j', (given, port) => {
    expect(readPort('PORT', given, 4_000)).toBe(port);
  });

  it.each(['65536', '-1', '4000.5', 'http', '0x10', ' 80'])('%j is refused with its name', (given) => {
    expect(() => readPort('PORT', given, 4_000)).toThrow('PORT is');
  });
});
