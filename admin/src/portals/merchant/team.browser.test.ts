import './portal.define.js';
import { expect, waitUntil } from '@open-wc/testing';
import type { CannedReplyId, LabelId } from '@parlour/shared/model/ids.js';
import { at, mine, reply, row, rows, waits } from '../../testing/main-street.js';
import { MerchantWorld } from '../../testing/merchant-world.js';
import {
  all,
  barriers,
  find,
  gone,
  leavePortal,
  onPhone,
  onWideScreen,
  openPortal,
  press,
  says,
  type,
} from '../../testing/pages.js';
import { ana, anaAsAgent, ben, id } from '../../testing/samples.js';
import { refusal } from '../../testing/scripted.js';

const key = (target: HTMLElement, name: string): boolean =>
  target.dispatchEvent(
    new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true }),
  );

/** Types at the end of what is in the box, as a person does. */
function typeInto(box: HTMLTextAreaElement, text: string): void {
  box.focus();
  type(box, text);
}

describe('the team in the inbox', () => {
  let world: MerchantWorld;
  const open = (path = '/merchant') => openPortal('merchant-portal', world.server, path);
  const note = () => find<HTMLTextAreaElement>('textarea', 'Note for your team');

  beforeEach(async () => {
    sessionStorage.clear();
    localStorage.clear();
    world = new MerchantWorld(rows());
    await onWideScreen();
  });
  afterEach(() => {
    leavePortal();
    // What was chosen and typed here belongs to no other test.
    localStorage.clear();
    sessionStorage.clear();
  });

  it('INB-1 a note is written with Alt+P, stands where it was written, and looks unlike a reply', async () => {
    open(at(mine.id, 'mine'));
    await says('Of course. When?');
    press({ code: 'KeyP', altKey: true });
    const box = await note();
    await waitUntil(() => box.matches(':focus'));
    expect(all('textarea', 'Reply')).to.be.empty;
    typeInto(box, 'She needs the big one.');
    expect(await barriers()).to.deep.equal([]);
    key(box, 'Enter');
    await says('She needs the big one.');
    await says('Note by You');
    await says('only your team sees this');
    expect(box.value).to.equal('');
    expect(world.server.inputs('message.send')).to.deep.equal([]);
    expect(world.server.inputs('typing.show')).to.deep.equal([]);
    expect(await barriers()).to.deep.equal([]);
    press({ code: 'KeyL', altKey: true });
    await waitUntil(() => all('textarea', 'Reply')[0]?.matches(':focus'));
  });

  it('INB-1 a colleague’s note comes live, and one that was lost is fetched by the head', async () => {
    open(at(mine.id, 'mine'));
    await says('Of course. When?');
    const base = { conversation: mine.id, clientId: 'n'.repeat(22) };
    world.addNote({ ...base, text: 'I know her.', mentions: [anaAsAgent.id] }, ben);
    await says('Note by Ben Okafor');
    await says('names you');
    const line = world.server.line;
    const tell = line.tell.bind(line);
    line.tell = () => {};
    world.addNote({ ...base, clientId: 'm'.repeat(22), text: 'She came twice.' }, ben);
    line.tell = tell;
    expect(all('.note')).to.have.length(1);
    line.tell('note.head', { conversation: mine.id, number: 2 });
    await says('She came twice.');
  });

  it('INB-1 “@” names a colleague by keyboard, and they are told', async () => {
    open(at(mine.id, 'mine'));
    (await find('button', 'Note')).click();
    const box = await note();
    typeInto(box, 'Ask @be');
    const option = await find('[role=option]', /Ben Okafor/);
    expect(option.getAttribute('aria-selected')).to.equal('true');
    expect(box.getAttribute('aria-activedescendant')).to.equal(option.id);
    expect(await barriers()).to.deep.equal([]);
    key(box, 'Enter');
    await waitUntil(() => box.value === 'Ask @Ben Okafor ');
    expect(all('[role=option]')).to.be.empty;
    key(box, 'Enter');
    await waitUntil(() => world.server.inputs('note.write').length === 1);
    expect(world.server.inputs('note.write')[0]).to.deep.include({
      text: 'Ask @Ben Okafor',
      mentions: [ben.id],
    });
  });

  it('INB-1 a note that was not stored says so, and is stored once when tried again', async () => {
    const answer = world.server.answers['note.write']!;
    world.server.answers['note.write'] = () => {
      throw refusal('unavailable');
    };
    open(at(mine.id, 'mine'));
    (await find('button', 'Note')).click();
    const box = await note();
    typeInto(box, 'Later.');
    key(box, 'Enter');
    await says('Not added.');
    world.server.answers['note.write'] = answer;
    (await find('button', 'Try again')).click();
    await gone('button', 'Try again');
    const [first, second] = world.server.inputs('note.write') as { clientId: string }[];
    expect(second!.clientId).to.equal(first!.clientId);
    expect(all('.note')).to.have.length(1);
  });

  it('INB-2 “/” finds canned replies, fills in who and where, and sends nothing by itself', async () => {
    const canned = (shortcut: string, text: string) => ({
      id: id<CannedReplyId>('cannedReply', shortcut),
      shortcut,
      text,
    });
    world.cannedReplies = [
      canned('hello', 'Good day, {agent} of {merchant} here.'),
      canned('hours', 'We are open until six.'),
      canned('price', 'Hello, the price is on the page.'),
    ];
    open(at(mine.id, 'mine'));
    const box = await reply();
    typeInto(box, 'Hi! /h');
    await find('[role=option]', /\/hello/);
    expect(all('[role=option]')).to.have.length(3);
    // The button fades in: its contrast is that of the end.
    await waitUntil(() => getComputedStyle(all('button', 'Send reply')[0]!).opacity === '1');
    expect(await barriers()).to.deep.equal([]);
    key(box, 'ArrowDown');
    await waitUntil(
      () => all('[role=option]', /\/hours/)[0]?.getAttribute('aria-selected') === 'true',
      'the arrow moves',
    );
    key(box, 'ArrowUp');
    key(box, 'Enter');
    await waitUntil(() => box.value === 'Hi! Good day, Ana Lindqvist of Main Street Motors here.');
    expect(world.server.inputs('message.send')).to.deep.equal([]);
    typeInto(box, '/pri');
    await find('[role=option]', /\/price/);
    key(box, 'Escape');
    await gone('[role=option]');
    typeInto(box, 'either/or');
    expect(all('[role=option]')).to.be.empty;
    type(box, '');
  });

  it('INB-3 labels are put on a conversation, shown in its row, and filter the list', async () => {
    const drive = { id: id<LabelId>('label', 'drive'), name: 'Test drive', colour: 'ok' as const };
    world.labels = [drive, { id: id<LabelId>('label', 'loan'), name: 'Loan', colour: 'warn' }];
    open(at(waits.id));
    (await find('summary', 'Change labels')).click();
    const box = await find<HTMLInputElement>('input[type=checkbox]', 'Test drive');
    expect(await barriers()).to.deep.equal([]);
    box.click();
    await waitUntil(() => world.server.inputs('label.put').length === 1);
    expect(world.server.inputs('label.put')[0]).to.deep.equal({ conversation: waits.id, labels: [drive.id] });
    await waitUntil(() => /Test drive/.test(all('[role=listitem] a', /Blue/)[0]?.textContent ?? ''));
    const filter = await find<HTMLSelectElement>('select#label');
    filter.value = 'lbl_' + 'loan'.padStart(22, '0');
    filter.dispatchEvent(new Event('change', { bubbles: true }));
    await says('No conversation here has this label.');
    expect(location.search).to.contain('label=lbl_');
    expect(await barriers()).to.deep.equal([]);
    filter.value = drive.id;
    filter.dispatchEvent(new Event('change', { bubbles: true }));
    await row(/Blue hatchback/);
  });

  it('STO-5 finds by keyboard what was said, and opens it where it was said', async () => {
    world.found = [
      {
        conversation: mine.id,
        kind: 'message',
        number: 1,
        at: Date.now() - 60_000,
        from: 'consumer',
        state: 'active',
        page: 'Test drive',
        site: 'CarFinder',
        snippet: [
          { text: 'May I take it for a ', found: false },
          { text: 'test', found: true },
          { text: ' drive?', found: false },
        ],
      },
    ];
    open();
    await row(/Blue hatchback/);
    press({ code: 'KeyS', altKey: true });
    const box = await find<HTMLInputElement>('input[type=search]', 'Search conversations');
    expect(box.matches(':focus')).to.equal(true);
    type(box, 'test');
    await find('.results a', /May I take it for a test drive\?/);
    await says('1 result');
    expect(all('mark')[0]?.textContent).to.equal('test');
    expect(await barriers()).to.deep.equal([]);
    key(box, 'ArrowDown');
    const link = all('.results a')[0] as HTMLAnchorElement;
    expect(link.matches(':focus')).to.equal(true);
    link.click();
    await says('Of course. When?');
    await waitUntil(() => all('.sought').length === 1, 'what was found is marked');
    key(link, 'Escape');
    expect(box.matches(':focus')).to.equal(true);
    key(box, 'Escape');
    await row(/Blue hatchback/);
  });

  it('STO-5 says where nothing was found, and what failed', async () => {
    open();
    await row(/Blue hatchback/);
    press({ key: '/' });
    const box = await find<HTMLInputElement>('input[type=search]');
    await waitUntil(() => box.matches(':focus'));
    type(box, 'nothing');
    await says('Nothing was found.');
    world.server.answers['transcript.search'] = () => {
      throw refusal('unavailable');
    };
    type(box, 'nothing else');
    await says('Nothing was lost; try again shortly.');
  });

  it('INB-1 lists the notes that name the agent, each leading to its place, and stays beside it', async () => {
    open('/merchant/mentions');
    await says('No note names you.');
    expect(await barriers()).to.deep.equal([]);
    const input = { conversation: mine.id, clientId: 'c', text: 'Ana, the keys?', mentions: [ana.id] };
    world.addNote(input, ben);
    world.server.line.tell('mention.made', { conversation: mine.id, by: ben.name });
    const link = await find<HTMLAnchorElement>('[aria-label="Notes that name you"] a', /the keys/);
    expect(document.title).to.contain('Mentions · ');
    expect(link.textContent).to.contain(ben.name);
    link.click();
    await says('Of course. When?');
    expect(location.search).to.contain('note=1');
    await find('[aria-label="Notes that name you"] a', /the keys/);
    expect(await barriers()).to.deep.equal([]);
  });

  it('INB-4 shows who else is here, and that the sign dies with them', async () => {
    open(at(mine.id, 'mine'));
    await says('Of course. When?');
    expect(world.server.inputs('colleague.look')[0]).to.deep.equal({
      conversation: mine.id,
      doing: 'reading',
    });
    const sign = { conversation: mine.id, colleague: ben };
    world.server.line.tell('colleague.looking', { ...sign, doing: 'reading' });
    await says('Ben Okafor also looks at this');
    // Whoever came learns at once that I am here, too.
    expect(world.server.inputs('colleague.look')).to.have.length(2);
    expect(await barriers()).to.deep.equal([]);
    world.server.line.tell('colleague.looking', { ...sign, doing: 'noting' });
    await says('Ben Okafor writes a note');
    world.server.line.tell('colleague.looking', { ...sign, doing: 'gone' });
    await gone('span', /Ben Okafor/);
  });

  it('lists the consumer’s earlier conversations', async () => {
    open(at(waits.id));
    const earlier = await find<HTMLAnchorElement>('a', 'Opening hours');
    expect(earlier.getAttribute('href')).to.contain('view=closed');
    earlier.click();
    await says('Thanks!');
  });

  it('INB-6 what was typed outlives a reload of the tab, and is forgotten for somebody else', async () => {
    open(at(mine.id, 'mine'));
    typeInto(await reply(), 'half a sentence');
    (await find('button', 'Note')).click();
    typeInto(await note(), 'half a note');
    leavePortal();
    open(at(mine.id, 'mine'));
    await waitUntil(async () => (await reply()).value === 'half a sentence');
    (await find('button', 'Note')).click();
    await waitUntil(async () => (await note()).value === 'half a note');
    leavePortal();
    world.account = { ...world.account!, id: ben.id, name: ben.name };
    open(at(mine.id, 'mine'));
    expect((await reply()).value).to.equal('');
    expect(sessionStorage.getItem('parlour-drafts')).to.equal(null);
  });

  it('lists the new shortcuts, and works on a phone', async () => {
    await onPhone();
    open(at(mine.id, 'mine'));
    (await find('button', 'Note')).click();
    await note();
    expect(await barriers()).to.deep.equal([]);
    press({ key: '?' });
    await says('Write a note');
    await says('Canned replies, in a reply');
    expect(await barriers()).to.deep.equal([]);
  });

  it('INB-5 says what it alerts of, asks on a click only, and keeps the choice', async () => {
    open();
    await row(/Blue hatchback/);
    (await find('button', 'Alerts')).click();
    const badge = await find<HTMLInputElement>('input', 'Count of waiting conversations in the title');
    expect(await barriers()).to.deep.equal([]);
    expect(document.title).to.match(/^\(1\)/);
    badge.click();
    await waitUntil(() => !document.title.startsWith('('), 'the count is gone from the title');
    expect(localStorage.getItem('parlour-alerts')).to.contain('"badge":false');
    const desktop = await find<HTMLInputElement>('input', 'Desktop notifications');
    desktop.click();
    await waitUntil(
      () => all('dialog button', 'Allow notifications').length + all('dialog .notice').length === 1,
    );
    expect(await barriers()).to.deep.equal([]);
  });
});
