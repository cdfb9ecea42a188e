import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confirmPath } from '../contact/confirmation.js';
import { languageOf, pageLanguages, inLanguage } from '../contact/page-words.js';
import { unsubscribePath } from '../contact/send-news.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const none = () => false as const;

async function read(path: string, { accepts = '', method = 'GET' } = {}): Promise<string> {
  const headers = accepts === '' ? undefined : { 'accept-language': accepts };
  return (await fetch(`${server.url}${path}`, { method, ...(headers && { headers }) })).text();
}

describe('pages that a mail leads to', () => {
  it('OPT-2 OPT-4 are there, whole, in each of the eight languages, with nothing left in English', async () => {
    const { context } = server.app;
    const suppression = context.suppressions.idOf(server.world.merchants.motors._id, 'pat@people.example');
    const conversation = 'cnv_AAAAAAAAAAAAAAAAAAAAAA' as never;
    const end = `${unsubscribePath}/${context.suppressions.tokenFor({ suppression, conversation })}`;
    expect(pageLanguages.toSorted()).toEqual(['ar', 'de', 'en', 'es', 'fr', 'he', 'ja', 'pt']);
    const english = languageOf('en', none).said;
    for (const language of pageLanguages) {
      const { said } = languageOf(language, none);
      const page = await read(inLanguage(end, language));
      expect(page, language).toContain(
        `<html lang="${language}" dir="${/ar|he/.test(language) ? 'rtl' : 'ltr'}">`,
      );
      expect(page, language).toContain(said.noMore[0]);
      expect(page, language).toContain(`<button>${said.noMoreButton}</button>`);
      // Without an address of its own the button leads on in the same language.
      expect(page, language).toContain('<form method="post"><button>');
      if (language === 'en') continue;
      for (const [part, words] of Object.entries(said))
        expect(words, `${language} ${part}`).not.toEqual(english[part as keyof typeof english]);
    }
    expect(await read(`${end}?lang=de`, { method: 'POST' })).toContain('Sie bekommen keine Neuigkeiten mehr');
  });

  it('OPT-4 the mail’s language counts before the browser’s, and English where neither is known', async () => {
    const nowhere = `${confirmPath}/nothing`;
    expect(await read(`${nowhere}?lang=fr`, { accepts: 'de' })).toContain('Ce lien n’existe pas');
    expect(await read(nowhere, { accepts: 'sv, de-AT;q=0.8, en;q=0.5' })).toContain(
      'Diesen Link gibt es nicht',
    );
    expect(await read(`${nowhere}?lang=xx&lang=yy`, { accepts: 'sv' })).toContain('No such link');
    expect(await read(`${nowhere}?lang=__proto__`)).toContain('lang="en"');
    expect(inLanguage('/x', 'pt-BR')).toBe('/x?lang=pt');
    expect(inLanguage('/x', 'sv')).toBe('/x');
  });
});
