import '../ui/later-page.define.js';
import { expect, fixture, html } from '@open-wc/testing';
import { barriers } from '../testing/pages.js';

import { texts as provider } from './provider/texts.js';

describe('portals that are not part of this version', () => {
  for (const texts of [provider]) {
    it(`"${texts.title}" says so, and where to go instead`, async () => {
      const page = await fixture(html`<parlour-later .texts=${texts}></parlour-later>`);
      const said = page.shadowRoot!.textContent ?? '';
      expect(said).to.contain('is not part of this version');
      expect(page.shadowRoot!.querySelectorAll('li').length).to.be.greaterThan(1);
      expect(page.shadowRoot!.querySelectorAll('input, button')).to.have.length(0);
      expect(document.title).to.equal(`${texts.title} · Parlour`);
      expect(await barriers()).to.deep.equal([]);
    });
  }
});
