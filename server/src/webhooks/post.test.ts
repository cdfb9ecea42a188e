import { describe, expect, it } from 'vitest';
import { isInside } from '../net/inside.js';
import { isUsable } from './post.js';

const inside = [
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.8',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:8.8.8.8',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001::1',
  '2001:db8::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  'ff02::1',
  'localhost',
  '',
];

describe('addresses inside', () => {
  it.each(inside)('SSRF %j is inside', (address) => expect(isInside(address)).toBe(true));

  it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1'])(
    'SSRF %j is outside',
    (address) => expect(isInside(address)).toBe(false),
  );
});

describe('addresses of endpoints', () => {
  const usable = (url: string): boolean => isUsable(url, { allowInside: false });

  it.each([
    'http://hooks.example.com/',
    'https://hooks.example.com:22/',
    'https://hooks.example.com:3306/',
    'https://user:password@hooks.example.com/',
    'https://hooks.example.com/#part',
    'https://localhost/',
    'https://printer.local/',
    'https://metadata.google.internal/',
    'https://intranet/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f.0.0.1/',
    'https://0177.0.0.1/',
    'https://0/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[fd00::1]/',
    'https://①②⑦.⓪.⓪.①/',
    'ftp://hooks.example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'hooks.example.com',
  ])('SSRF %s is refused before anything is asked', (url) => expect(usable(url)).toBe(false));

  it.each(['https://hooks.example.com/a?b=c', 'https://hooks.example.com:8443/', 'https://8.8.8.8/'])(
    'SSRF %s is taken, and looked at again at every connection',
    (url) => expect(usable(url)).toBe(true),
  );
});
