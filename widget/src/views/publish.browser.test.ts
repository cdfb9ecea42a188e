import { expect, waitUntil } from '@open-wc/testing';
import { ChatPage } from '../testing/chat-page.js';

describe('letting others read it', () => {
  let page: ChatPage;
  afterEach(() => page.remove());

  it('PUB-1 after the rating its words are edited and approved, unticked, and taken back', async () => {
    page = new ChatPage();
    await page.start();
    page.server.agentCloses();
    await page.sees('How was it?');
    expect(page.text).not.to.contain('Let others read it');
    page.one<HTMLInputElement>('input[name=score][value="5"]').click();
    page.one<HTMLTextAreaElement>('textarea[name=comment]').value = 'Quick, says Zoë';
    await page.click('Send rating');
    await page.sees('Let others read it');
    page.one('.publish summary').click();
    const text = page.one<HTMLTextAreaElement>('textarea[name=text]');
    expect(text.value).to.equal('Quick, says Zoë');
    const published = () => page.server.calls.filter(({ name }) => name === 'testimonial.publish');
    await page.click('Publish');
    expect(published()).to.have.length(0);
    text.value = 'Quick';
    page.one<HTMLInputElement>('#publication').click();
    await page.click('Publish');
    await page.sees('It is public.');
    expect(published()[0]?.input).to.deep.include({ text: 'Quick', notice: page.server.notice.sha256 });
    page.server.testimonial = null;
    await page.click('Take it back');
    await waitUntil(() => page.server.calls.some(({ name }) => name === 'consent.decide'));
    await page.sees('Let others read it');
  });
});
