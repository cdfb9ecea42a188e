import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOrigin } from './read-origin.js';

describe('the origins of a site', () => {
  it.each([
    ['https://www.cars.example', 'https://www.cars.example'],
    ['  https://WWW.Cars.example/ ', 'https://www.cars.example'],
    ['https://cars.example:443', 'https://cars.example'],
    ['https://cars.example:8443/', 'https://cars.example:8443'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['http://localhost:4001', 'http://localhost:4001'],
    ['http://127.0.0.1:4001/', 'http://127.0.0.1:4001'],
    ['http://[::1]:80', 'http://[::1]'],
  ])('WID-14 %j is kept as %s', (given, origin) => {
    expect(readOrigin(given)).toEqual({ origin });
  });

  it.each([
    ['https://*.cars.example', 'wildcard'],
    ['*', 'wildcard'],
    ['http://cars.example', 'not_https'],
    ['http://localhost.cars.example', 'not_https'],
    ['ftp://cars.example', 'not_https'],
    ['javascript://cars.example', 'not_https'],
    ['https://cars.example/page', 'more_than_an_origin'],
    ['https://cars.example/?', 'more_than_an_origin'],
    ['https://cars.example/#a', 'more_than_an_origin'],
    ['https://me@cars.example', 'more_than_an_origin'],
    ['https://me:secret@cars.example', 'more_than_an_origin'],
    ['https://cars.example.', 'not_an_address'],
    ['cars.example', 'not_an_address'],
    ['//cars.example', 'not_an_address'],
    ['https:cars.example', 'not_an_address'],
    ['https://', 'not_an_address'],
    ['https://cars example', 'not_an_address'],
    ['null', 'not_an_address'],
    ['', 'not_an_address'],
  ])('WID-14 %j is refused: %s', (given, fault) => {
    expect(readOrigin(given)).toEqual({ fault });
  });

  it('WID-14 whatever is typed, what is kept is what a browser would send, and reads as itself', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ validSchemes: ['https', 'http'] }), fc.string()), (text) => {
        const reading = readOrigin(text);
        if ('fault' in reading) return;
        expect(new URL(reading.origin).origin).toBe(reading.origin);
        expect(readOrigin(reading.origin)).toEqual(reading);
      }),
    );
  });
});
