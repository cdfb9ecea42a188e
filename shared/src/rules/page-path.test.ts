import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestPagePath, pagePath } from './page-path.js';

describe('STA-1 what is kept of a page’s address', () => {
  it.each([
    ['/', '/'],
    ['/cars/blue-hatchback/', '/cars/blue-hatchback'],
    ['/cars?who=ann@example.com#me', '/cars'],
    ['/account/ann@example.com/orders', '/account/…/orders'],
    ['/account/ann%40example.com', '/account/…'],
    ['/orders/8812345', '/orders/…'],
    ['/cars/golf-8-2024', '/cars/golf-8-2024'],
    ['/reset/3f2a9b1c4d5e6f708192a3b4c5d6e7f8', '/reset/…'],
    ['/a/;jsessionid=1A2B', '/a'],
    ['//evil.example/x', '/evil.example/x'],
    ['cars', null],
    ['', null],
    ['/a\nb', null],
  ])('%j is %j', (given, kept) => expect(pagePath(given)).toBe(kept));

  it('STA-1 is short, has neither query nor mail address, and stays as it is', () => {
    fc.assert(
      fc.property(fc.webPath(), fc.webQueryParameters(), (path, query) => {
        const kept = pagePath(`/${path}?${query}`);
        if (kept === null) return;
        expect(kept.length).toBeLessThanOrEqual(longestPagePath);
        expect(kept).not.toMatch(/[?#@]|\d{5}/);
        expect(pagePath(kept)).toBe(kept);
      }),
    );
  });
});
