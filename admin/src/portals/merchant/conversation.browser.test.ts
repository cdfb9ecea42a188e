import './portal.define.js';
import { expect, waitUntil } from '@open-wc/testing';
import { day, decideExpiry } from '@parlour/shared/rules/expiry.js';
import { at, mine, reply, row, rows, theirs, waits } from '../../testing/main-street.js';
import { MerchantWorld } from '../../testing/merchant-world.js';
import {
  all,
  barriers,
  find,
  gone,
  leavePortal,
  onWideScreen,
  openPortal,
  says,
  type,
} from '../../testing/pages.js';
import { entry, said } from '../../testing/samples.js';
import { refusal } from '../../testing/scripted.js';

describe('conversation', () => {
  let world: MerchantWorld;
  const open = (path = '/merchant') => openPortal('merchant-portal', world.server, path);

  beforeEach(async () => {
    world = new MerchantWorld(rows());
    await onWideScreen();
  });
  afterEach(leavePortal);

  it('is accepted, answered and closed', async () => {
    open();
    (await row(/Blue hatchback/)).click();
    await says('Is the blue one still there?');
    await says('Waiting in the queue');
    expect(location.pathname).to.equal(at(waits.id));
    expect(await barriers()).to.deep.equal([]);
    (await find('button', 'Accept')).click();
    await says('You have it');
    type(await reply(), 'Yes! Come by until six.');
    (await find('button', 'Send reply')).click();
    await says('Yes! Come by until six.');
    await waitUntil(() => (all('textarea', 'Reply')[0] as HTMLTextAreaElement).value === '');
    expect(world.messages.get(waits.id)).to.have.length(4);
    (await find('button', 'Close')).click();
    await says('You closed the conversation');
    expect(all('textarea', 'Reply')).to.be.empty;
    expect(await barriers()).to.deep.equal([]);
  });

  it('CNV-2 says so where a colleague was quicker', async () => {
    world.server.answers['conversation.accept'] = () => {
      throw refusal('already_taken');
    };
    open(at(waits.id));
    (await find('button', 'Accept')).click();
    await says('It was not accepted. A colleague has already taken this conversation.');
  });

  it('RET-1 says when it is deleted, and why, with the consents in force', async () => {
    open(at(mine.id, 'mine'));
    await says(/Deleted on \d+ \w+/);
    (await find('button', 'Why?')).click();
    await says('The merchant keeps conversations for 90 days.');
    await says('A new message moves the date.');
    await says('Keeping it on their device');
    expect(await barriers()).to.deep.equal([]);
  });

  it('CON-5 says that it goes fifteen minutes after the close where storing was refused', async () => {
    const consent = { transcript_storage: false, device_storage: false };
    const rules = { floor: day, ceiling: 365 * day, merchant: 90 * day };
    const expiry = decideExpiry({ rules, consent, lastMessageAt: Date.now(), closedAt: null });
    world.put(entry({ ...mine, consent, expiry }), world.messages.get(mine.id));
    open(at(mine.id, 'mine'));
    await says(/Deleted (today at|on)/);
    await says('it is kept for only 15 minutes');
  });

  it('MSG-9 shows that the consumer types', async () => {
    open(at(mine.id, 'mine'));
    await says('Of course. When?');
    const sign = { conversation: mine.id, participant: 'consumer' as const, name: null };
    world.server.line.tell('typing.shown', { ...sign, typing: true });
    await says('The consumer is typing…');
    world.server.line.tell('typing.shown', { ...sign, typing: false });
    await gone('p', 'The consumer is typing…');
  });

  it('MSG-9 tells that the agent types', async () => {
    open(at(mine.id, 'mine'));
    type(await reply(), 'W');
    await waitUntil(() => world.server.inputs('typing.show').length > 0);
    expect(world.server.inputs('typing.show')[0]).to.deep.equal({ conversation: mine.id, typing: true });
  });

  it('MSG-10 shows how far what was sent has come, and tells how far was read', async () => {
    open(at(mine.id, 'mine'));
    await says(/\d · sent$/m);
    const cursor = { conversation: mine.id, participant: 'consumer' as const };
    world.server.line.tell('cursor.moved', { ...cursor, delivered: 3, read: 1 });
    await says(/\d · delivered$/m);
    world.server.line.tell('cursor.moved', { ...cursor, delivered: 3, read: 3 });
    await says(/\d · read$/m);
    await waitUntil(
      () =>
        world.server.inputs('message.acknowledge').some((input) => (input as { read?: number }).read === 3),
      'what is seen at the end counts as read',
    );
  });

  it('does not count as read what is only looked at in the queue', async () => {
    open(at(waits.id));
    await says('I could come today.');
    await waitUntil(() => world.server.inputs('message.acknowledge').length > 0);
    expect(world.server.inputs('message.acknowledge')).to.deep.equal([
      { conversation: waits.id, delivered: 2 },
    ]);
  });

  it('MSG-7 shows what was not sent, and sends it when asked again', async () => {
    const answer = world.server.answers['message.send']!;
    world.server.answers['message.send'] = () => {
      throw refusal('conversation_closed');
    };
    open(at(mine.id, 'mine'));
    type(await reply(), 'At five.');
    (await find('button', 'Send reply')).click();
    await says('Not sent.');
    expect(await barriers()).to.deep.equal([]);
    world.server.answers['message.send'] = answer;
    (await find('button', 'Try again')).click();
    await gone('button', 'Try again');
    const [first, second] = world.server.inputs('message.send') as { clientId: string }[];
    expect(second!.clientId).to.equal(first!.clientId);
  });

  it('MSG-6 keeps what is sent without a connection, says so, and sends it in order', async () => {
    open(at(mine.id, 'mine'));
    await says('Of course. When?');
    world.server.line.enter('disconnected');
    type(await reply(), 'First.');
    (await find('button', 'Send reply')).click();
    type(await reply(), 'Second.');
    (await find('button', 'Send reply')).click();
    await says('Waits for the connection');
    world.server.line.enter('connected');
    await waitUntil(() => world.messages.get(mine.id)!.length === 5);
    const texts = world.messages.get(mine.id)!.map((message) => message.kind === 'text' && message.text);
    expect(texts.slice(-2)).to.deep.equal(['First.', 'Second.']);
  });

  it('MSG-13 makes links of addresses and interprets nothing', async () => {
    world.put(entry(mine), [
      said(mine, 1, '<img src=x onerror=alert(1)> javascript:alert(1) see https://example.com/a?b=1.'),
    ]);
    open(at(mine.id, 'mine'));
    const link = await find<HTMLAnchorElement>('a[href^="https://example.com"]');
    expect(link.href).to.equal('https://example.com/a?b=1');
    expect(link.rel).to.equal('noopener noreferrer nofollow');
    await says('<img src=x onerror=alert(1)> javascript:alert(1) see');
    expect(all('.bubble a')).to.have.length(1);
    expect(all('.bubble img')).to.be.empty;
  });

  it('RET-2 takes away what has reached its date, from the list and from the screen', async () => {
    open(at(mine.id, 'mine'));
    await says('Of course. When?');
    type(await reply(), 'draft');
    world.entries.delete(mine.id);
    world.server.line.tell('conversation.gone', { conversation: mine.id });
    await says('This conversation has reached its date and is deleted.');
    await gone('p', 'Of course. When?');
    await gone('[role=listitem] a', /Test drive/);
    expect(all('textarea', 'Reply')).to.be.empty;
    expect(await barriers()).to.deep.equal([]);
  });

  it('says who has it where a colleague does', async () => {
    open(at(theirs.id, 'all'));
    await says('Ben Okafor has it');
    await says('What you write goes to the consumer, too.');
  });

  it('keeps for each conversation what was typed there', async () => {
    open(at(mine.id, 'all'));
    type(await reply(), 'half a sentence');
    (await row(/Van with tow bar/)).click();
    await says('What can it tow?');
    await waitUntil(() => (all('textarea', 'Reply')[0] as HTMLTextAreaElement).value === '');
    (await row(/Test drive/)).click();
    await waitUntil(() => (all('textarea', 'Reply')[0] as HTMLTextAreaElement).value === 'half a sentence');
    type(await reply(), '');
  });
});
