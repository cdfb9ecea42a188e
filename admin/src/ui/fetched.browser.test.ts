import { expect, waitUntil } from '@open-wc/testing';
import { html, LitElement, type TemplateResult } from 'lit';
import { Fetched } from './fetched.js';
import { bone } from './states.js';

/** An answer that is given when the test says so. */
const waiting: { resolve: (value: string) => void; reject: (error: Error) => void; key: string }[] = [];

class Shelf extends LitElement {
  static override properties = { key: {}, owner: {} };
  declare key: string;
  declare owner: string;
  readonly taken: string[] = [];
  readonly book = new Fetched(
    this,
    () => new Promise<string>((resolve, reject) => waiting.push({ resolve, reject, key: this.key })),
    { of: () => [this.key], whose: () => this.owner, then: (value) => this.taken.push(value) },
  );

  protected override render(): TemplateResult {
    return html`${this.book.show((book) => html`<h2>${book}</h2>`, html`<p>${bone('half')}</p>`)}`;
  }
}
customElements.define('test-shelf', Shelf);

describe('what is fetched', () => {
  let shelf: Shelf;
  const seen = (selector: string): string | undefined =>
    shelf.renderRoot.querySelector(selector)?.textContent?.trim();

  beforeEach(async () => {
    waiting.length = 0;
    shelf = Object.assign(document.createElement('test-shelf') as Shelf, { key: 'a' });
    document.body.append(shelf);
    await shelf.updateComplete;
  });
  afterEach(() => shelf.remove());

  it('shows bones and says that it loads, then what came', async () => {
    expect(waiting.length).to.equal(1);
    expect(seen('.bone')).to.equal('');
    expect(seen('[role=status]')).to.equal('Loading…');
    waiting[0]!.resolve('Emma');
    await waitUntil(() => seen('h2') === 'Emma');
    expect(seen('.bone')).to.equal(undefined);
    expect(shelf.taken).to.deep.equal(['Emma']);
  });

  it('says what failed, and tries again at a press', async () => {
    waiting[0]!.reject(new Error('no'));
    await waitUntil(() => seen('[role=alert]') !== undefined);
    shelf.renderRoot.querySelector('button')!.click();
    await shelf.updateComplete;
    expect(seen('[role=alert]')).to.equal(undefined);
    expect(seen('.bone')).to.equal('');
    waiting[1]!.resolve('Persuasion');
    await waitUntil(() => seen('h2') === 'Persuasion');
  });

  it('keeps what was there while it is fetched anew, and counts the later of two fetches', async () => {
    waiting[0]!.resolve('Emma');
    await waitUntil(() => seen('h2') === 'Emma');
    void shelf.book.load();
    void shelf.book.load();
    expect(shelf.book.busy).to.equal(true);
    waiting[2]!.resolve('the later');
    await waitUntil(() => seen('h2') === 'the later');
    waiting[1]!.resolve('the earlier');
    waiting[1]!.reject(new Error('too late'));
    await shelf.updateComplete;
    expect(seen('h2')).to.equal('the later');
    expect(shelf.book.busy).to.equal(false);
  });

  it('is fetched anew when what it depends on is another, and at no other drawing', async () => {
    shelf.requestUpdate();
    await shelf.updateComplete;
    expect(waiting.map(({ key }) => key)).to.deep.equal(['a']);
    shelf.key = 'b';
    await shelf.updateComplete;
    expect(waiting.map(({ key }) => key)).to.deep.equal(['a', 'b']);
    waiting[0]!.resolve('of a');
    waiting[1]!.resolve('of b');
    await waitUntil(() => seen('h2') === 'of b');
    expect(shelf.taken).to.deep.equal(['of b']);
  });

  it('never shows what was fetched for somebody else', async () => {
    waiting[0]!.resolve('Emma');
    await waitUntil(() => seen('h2') === 'Emma');
    shelf.owner = 'another';
    await shelf.updateComplete;
    expect(seen('h2')).to.equal(undefined);
    expect(seen('.bone')).to.equal('');
    waiting[1]!.resolve('Persuasion');
    await waitUntil(() => seen('h2') === 'Persuasion');
  });

  it('shows what is put there, and no fetch from before changes it', async () => {
    shelf.book.put('by hand');
    await shelf.updateComplete;
    expect(seen('h2')).to.equal('by hand');
    waiting[0]!.reject(new Error('no'));
    await shelf.updateComplete;
    expect(seen('h2')).to.equal('by hand');
  });
});
