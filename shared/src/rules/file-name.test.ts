import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileTypes } from '../model/file.js';
import { cleanFileName, longestFileName } from './file-name.js';

describe('MSG-12 a file’s name', () => {
  it.each([
    ['Holiday photo.JPG', 'image/jpeg', 'Holiday photo.jpg'],
    ['scan.jpeg', 'image/jpeg', 'scan.jpeg'],
    ['../../etc/passwd', 'text/plain', 'passwd.txt'],
    ['C:\\Users\\ann\\invoice.pdf', 'application/pdf', 'invoice.pdf'],
    ['page.html', 'text/plain', 'page.html.txt'],
    ['photo.png.exe', 'image/png', 'photo.png.exe.png'],
    ['', 'image/png', 'file.png'],
    ['...', 'image/png', 'file.png'],
    ['.png', 'image/png', 'png.png'],
    ['/', 'text/plain', 'file.txt'],
    ['a\u0000b\r\nSet-Cookie: x.txt', 'text/plain', 'abSet-Cookie_ x.txt'],
    ['Cafe\u0301.png', 'image/png', 'Café.png'],
    ['été 2026 – ñ 漢字.webp', 'image/webp', 'été 2026 – ñ 漢字.webp'],
  ] as const)('%j of %s is %j', (name, type, clean) => {
    expect(cleanFileName(name, type)).toBe(clean);
  });

  it('MSG-12 marks that turn the direction of text are gone, so that an ending cannot be hidden', () => {
    expect(cleanFileName('photo\u202Egpj.exe', 'image/jpeg')).toBe('photogpj.exe.jpg');
    expect(cleanFileName('\u2066a\u2069\u200F\uFEFF.gif', 'image/gif')).toBe('a.gif');
  });

  it('MSG-12 whatever is sent becomes one short name with an ending of its type', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(anything, fc.constantFrom(...fileTypes), (name, type) => {
        const clean = cleanFileName(name, type);
        expect(clean.length).toBeLessThanOrEqual(longestFileName);
        expect(clean).not.toMatch(/[/\\<>:"|?*\p{C}\p{Zl}\p{Zp}]|^[.\s]/u);
        // Once clean, it stays as it is.
        expect(cleanFileName(clean, type)).toBe(clean);
      }),
    );
  });
});
