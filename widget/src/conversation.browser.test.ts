// What is seen and heard while a conversation goes on.
import { expect, waitUntil } from '@open-wc/testing';
import { ChatPage } from './testing/chat-page.js';
import { refusal } from './testing/memory-conversation.js';

let page: ChatPage;
afterEach(() => page.remove());

describe('a conversation', () => {
  it('MSG-10 one’s own message goes from sent to read', async () => {
    page = new ChatPage();
    await page.start();
    await page.sees('· sent');
    page.server.agentAccepts();
    page.server.agentReads();
    await page.sees('· read');
    expect(page.text).to.contain('Ana is answering you.');
    expect(page.text).to.contain('Ana is here');
  });

  it('MSG-10 what is on the screen is told as read; what is not, is not', async () => {
    page = new ChatPage();
    await page.start();
    page.server.agentSays('Yes!');
    await page.sees('Yes!');
    await waitUntil(() => page.server.conversation.view.cursors['consumer']?.read === 2);
    await page.click('Minimise');
    page.server.agentSays('Come by.');
    await waitUntil(() => page.server.conversation.view.cursors['consumer']?.delivered === 3);
    expect(page.server.conversation.view.cursors['consumer']?.read).to.equal(2);
    // What is seen begins its name, for whoever speaks to the machine (WCAG 2.5.3).
    expect(page.button('Chat · 1').getAttribute('aria-label')).to.equal('Chat · 1, 1 new message');
  });

  it('MSG-7 a message that is refused is shown as failed, with retry', async () => {
    page = new ChatPage();
    await page.start();
    page.server.refuse.set('message.send', refusal('conflict'));
    await page.write('again');
    await page.click('Send');
    await page.sees('not delivered');
    await page.click('Try again');
    await waitUntil(() => page.server.conversation.view.head === 2);
    await waitUntil(() => !page.text.includes('not delivered'));
  });

  it('MSG-9 shows who is typing', async () => {
    page = new ChatPage();
    await page.start();
    page.server.agentTypes();
    await page.sees('Ana is typing…');
    page.server.agentTypes(false);
    await waitUntil(() => !page.text.includes('typing'));
  });

  it('MSG-11 near the limit it counts, beyond it nothing is cut off and nothing sent', async () => {
    page = new ChatPage();
    await page.start();
    await page.write('a'.repeat(3_900));
    await page.sees('100 left');
    await page.write('a'.repeat(4_007));
    await page.sees('7 too many');
    expect(page.button('Send').getAttribute('aria-disabled')).to.equal('true');
    await page.click('Send');
    expect(page.composer.value).to.have.length(4_007);
  });

  it('MSG-13 a link is clickable, markup is text, and nothing else becomes a link', async () => {
    page = new ChatPage();
    await page.start();
    page.server.agentSays('<b>see</b> https://cars.example/7 or javascript:alert(1)');
    await page.sees('<b>see</b>');
    const links = [...page.root.querySelectorAll('a')];
    expect(links.map(({ href, rel }) => [href, rel])).to.deep.equal([
      ['https://cars.example/7', 'noopener noreferrer nofollow'],
    ]);
  });

  it('RET-1 the date is always in sight, and “Why?” gives each rule that counted', async () => {
    page = new ChatPage();
    await page.start();
    expect(page.text).to.match(/Deleted on \d{1,2} [A-Z][a-z]+( \d{4})?\. Why\?/);
    await page.click('Why?');
    await page.sees('That is in 30 days:');
    expect(page.text).to.contain('The merchant keeps conversations for 30 days.');
    expect(page.button('Why?').getAttribute('aria-expanded')).to.equal('true');
  });

  it('CNV-5 when it is closed it says so; the next one begins with the notice', async () => {
    page = new ChatPage();
    await page.start();
    await page.click('End conversation');
    await page.click('End it');
    await page.sees('This conversation has ended.');
    expect(page.has('.write textarea')).to.equal(false);
    await page.click('Start a new one');
    await page.sees('What may be kept');
    expect(page.one<HTMLInputElement>('#transcript_storage').checked).to.equal(false);
    await page.write('Another question');
    await page.click('Send');
    await waitUntil(() => page.server.conversations.length === 2);
    expect(page.events).to.include('conversation:ended');
  });

  it('RET-2 at its date it is gone from the screen, which says what happened', async () => {
    page = new ChatPage();
    await page.start('a canary');
    page.server.expire();
    await page.sees('Deleted, as promised');
    expect(page.text).not.to.contain('a canary');
    await page.click('Start a new one');
    await page.sees('What may be kept');
  });

  it('WID-13 without a connection it says since when, and what is written meanwhile is sent afterwards', async () => {
    page = new ChatPage();
    await page.start();
    page.connection.cut();
    await page.sees('No connection since');
    await page.write('in a tunnel');
    await page.click('Send');
    await page.sees('· waiting');
    page.connection.mend();
    await waitUntil(() => page.server.conversation.view.head === 2);
    await waitUntil(() => !page.text.includes('No connection'));
  });
});
