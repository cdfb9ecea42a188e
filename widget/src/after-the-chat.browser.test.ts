import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { ratingLasts } from '@parlour/shared/rules/rating.js';
import { ChatPage } from './testing/chat-page.js';
import { refusal } from './testing/memory-conversation.js';

let page: ChatPage;
beforeEach(() => (page = new ChatPage()));
afterEach(() => page.remove());

async function ended(): Promise<void> {
  await page.start();
  page.server.agentAccepts();
  page.server.agentCloses();
  await page.sees('How was it?');
}

const stars = (): HTMLInputElement[] => [...page.root.querySelectorAll<HTMLInputElement>('.stars input')];

it('CNV-2 whoever waits sees their place in the queue, live, until somebody answers', async () => {
  await page.start();
  page.server.placeBecomes(3);
  await page.sees('You are number 3 in the queue');
  page.server.placeBecomes(2);
  await page.sees('You are number 2 in the queue');
  page.server.agentAccepts();
  await page.sees('Ana is here');
  expect(page.text).not.to.include('in the queue');
});

describe('rating', () => {
  it('CNV-5 is asked for after the end, given with the keyboard alone, and thanked for', async () => {
    await ended();
    // Stars in a row: the view has come with its styles.
    const row = new Set(stars().map((star) => Math.round(star.getBoundingClientRect().top)));
    expect(row.size).to.equal(1);
    stars()[0]!.focus();
    await sendKeys({ press: 'Space' });
    for (let times = 0; times < 3; times++) await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'Quick and kind' });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await page.sees('Thank you. You gave 4 of 5.');
    expect(page.server.conversation.view.rating).to.include({ score: 4, comment: 'Quick and kind' });
  });

  it('CNV-5 can be changed, and shows what was given before', async () => {
    await ended();
    stars()[4]!.click();
    await page.click('Send rating');
    await page.sees('You gave 5 of 5');
    page.one('summary').click();
    expect(stars()[4]!.checked).to.equal(true);
    stars()[1]!.click();
    await page.click('Send rating');
    await page.sees('You gave 2 of 5');
    await waitUntil(() => !page.one<HTMLDetailsElement>('details').open, 'still unfolded');
  });

  it('CNV-5 is not asked for while one talks, nor without stars, nor after its time', async () => {
    await page.start();
    expect(page.has('.stars')).to.equal(false);
    page.server.agentCloses();
    await page.sees('How was it?');
    await page.click('Send rating');
    expect(page.server.calls.map(({ name }) => name)).not.to.include('conversation.rate');
    const { closedAt } = page.server.conversation.view;
    page.server.changeConversation({ closedAt: closedAt! - ratingLasts });
    await waitUntil(() => !page.text.includes('How was it?'), 'still asked for');
  });

  it('CNV-5 says why it did not work, and keeps what was written', async () => {
    await ended();
    stars()[0]!.click();
    const comment = page.one<HTMLTextAreaElement>('.rating textarea');
    comment.value = 'Nobody answered';
    page.server.refuse.set('conversation.rate', refusal('unavailable'));
    await page.click('Send rating');
    await page.sees('It could not be stored just now');
    expect(comment.value).to.equal('Nobody answered');
    expect(comment.style.height, 'not taken for the composer').to.equal('');
    await page.click('Send rating');
    await page.sees('You gave 1 of 5');
  });
});

describe('reporting', () => {
  it('CNV-7 whoever was answered can report it, in their own words or none, and is told that it has gone', async () => {
    await page.start();
    await page.click('Your data');
    await page.sees('On this device');
    expect(page.text).not.to.include('Report who answered me');
    page.server.agentAccepts();
    page.server.agentSays('Read it yourself.');
    await page.sees('Report who answered me');
    [...page.root.querySelectorAll('summary')].at(-1)!.click();
    page.one<HTMLSelectElement>('select[name=reason]').value = 'rude';
    page.one<HTMLTextAreaElement>('textarea[name=text]').value = 'He laughed at me';
    page.server.refuse.set('agent.report', refusal('unavailable'));
    await page.click('Report');
    await page.sees('It could not be stored just now');
    await page.click('Report');
    await page.sees('Reported. The answer appears');
    const [, sent] = page.server.calls.filter(({ name }) => name === 'agent.report');
    expect(sent!.input).to.deep.include({ reason: 'rude', text: 'He laughed at me' });
  });
});

describe('the transcript to take along', () => {
  it('DIS-1 goes by one mail to the address that is given for it, and says what came of it', async () => {
    await page.start();
    await page.click('Your data');
    await page.sees('Used for this one mail and not kept.');
    const to = page.one<HTMLInputElement>('#transcript-to');
    to.value = 'me@mail.example';
    page.server.refuse.set('transcript.mail', refusal('mail_not_set_up'));
    await page.click('Send by mail');
    await page.sees('cannot send mail');
    expect(to.value).to.equal('me@mail.example');
    page.server.refuse.delete('transcript.mail');
    await page.click('Send by mail');
    await page.sees('It is on its way.');
    expect(to.value).to.equal('');
    const sent = page.server.calls.filter(({ name }) => name === 'transcript.mail');
    expect(sent.map(({ input }) => (input as { to: string }).to)).to.deep.equal([
      'me@mail.example',
      'me@mail.example',
    ]);
  });

  it('REQ-3 is saved as a file, or says that it could not be fetched', async () => {
    await page.start();
    await page.click('Your data');
    await page.sees('Save the conversation');
    page.server.refuse.set('transcript.read', refusal('unavailable'));
    await page.click('Save the conversation');
    await page.sees('It could not be fetched. Try again.');
    page.server.refuse.delete('transcript.read');
    const names: string[] = [];
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      names.push(this.download);
    };
    try {
      await page.click('Save the conversation');
      await waitUntil(() => names.length === 1);
      expect(names).to.deep.equal(['conversation.txt']);
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
  });
});

describe('being blocked', () => {
  it('CNV-7 whoever is blocked reads until when, and keeps what they wrote', async () => {
    const until = Date.UTC(2100, 1, 20, 12);
    await page.open();
    page.server.refuse.set('conversation.start', refusal('blocked', { until }));
    await page.write('Hello?');
    await page.click('Send');
    await page.sees('This merchant takes no new conversation from you until:');
    await page.sees('2100');
    expect(page.composer.value).to.equal('Hello?');
  });
});
