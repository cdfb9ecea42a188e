import { expect } from '@open-wc/testing';
import { html, LitElement, type TemplateResult } from 'lit';
import { CallLost } from '@parlour/widget/connection/connection.js';
import { Deed } from './deed.js';
import { notices } from './styles/notices.js';
import { texts } from './texts.js';

class Bench extends LitElement {
  readonly deed = new Deed(this);

  protected override render(): TemplateResult {
    return html`<button aria-disabled=${this.deed.busy}>Do it</button
      >${this.deed.refusal()}${this.deed.notice()}`;
  }

  static override styles = notices;
}
customElements.define('test-bench', Bench);

describe('what somebody has a page do', () => {
  let bench: Bench;
  const seen = async (selector: string): Promise<string> => {
    await bench.updateComplete;
    return bench.renderRoot.querySelector(selector)!.textContent!.trim();
  };

  beforeEach(async () => {
    bench = document.createElement('test-bench') as Bench;
    document.body.append(bench);
    await bench.updateComplete;
  });
  afterEach(() => bench.remove());

  it('says that it was done', async () => {
    expect(await bench.deed.do(() => Promise.resolve('Saved.'))).to.equal(true);
    expect(await seen('[role=status]')).to.equal('Saved.');
    expect(await seen('[role=alert]')).to.equal('');
  });

  it('says why it was not, and no longer that something was', async () => {
    await bench.deed.do(() => Promise.resolve('Saved.'));
    expect(await bench.deed.do(() => Promise.reject(new CallLost()))).to.equal(false);
    expect(await seen('[role=alert]')).to.equal(texts.failure.lost);
    expect(await seen('[role=status]')).to.equal('');
  });

  it('does one thing at a time, and says so meanwhile', async () => {
    let end: (words: string) => void = () => undefined;
    const first = bench.deed.do(() => new Promise<string>((resolve) => (end = resolve)));
    await bench.updateComplete;
    const button = bench.renderRoot.querySelector('button')!;
    expect(button.getAttribute('aria-disabled')).to.equal('true');
    let second = false;
    expect(await bench.deed.do(() => Promise.resolve(void (second = true)))).to.equal(false);
    expect(second).to.equal(false);
    end('Done.');
    expect(await first).to.equal(true);
    expect(await seen('[role=status]')).to.equal('Done.');
    expect(button.getAttribute('aria-disabled')).to.equal('false');
  });

  it('forgets when its page is left', async () => {
    await bench.deed.do(() => Promise.reject(new Error('no')));
    bench.remove();
    document.body.append(bench);
    expect(await seen('[role=alert]')).to.equal('');
  });

  it('takes no room where it has nothing to say', () => {
    const [alert, status] = bench.renderRoot.querySelectorAll('div');
    expect([alert!.offsetHeight, status!.offsetHeight]).to.deep.equal([0, 0]);
    expect(getComputedStyle(alert!).display).not.to.equal('none');
  });
});
