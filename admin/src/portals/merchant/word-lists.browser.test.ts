import './portal.define.js';
import { expect, waitUntil } from '@open-wc/testing';
import type { CannedReplyId, LabelId } from '@parlour/shared/model/ids.js';
import type { SaveCannedReplyInput } from '@parlour/shared/protocol/canned-reply.js';
import type { SaveLabelInput } from '@parlour/shared/protocol/label.js';
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
  says,
  type,
} from '../../testing/pages.js';
import { ana, id } from '../../testing/samples.js';
import { refusal } from '../../testing/scripted.js';

describe('the merchant’s own words', () => {
  let world: MerchantWorld;
  const open = (path: string) => openPortal('merchant-portal', world.server, path);

  beforeEach(async () => {
    world = new MerchantWorld();
    world.account = { ...ana, role: 'manager' };
    const { answers } = world.server;
    answers['canned_reply.save'] = ({ id: known, shortcut, text }: SaveCannedReplyInput) => {
      if (!known && world.cannedReplies.some((one) => one.shortcut === shortcut)) throw refusal('name_taken');
      const reply = { id: known ?? id<CannedReplyId>('cannedReply', shortcut), shortcut, text };
      world.cannedReplies = [...world.cannedReplies.filter((one) => one.id !== reply.id), reply];
      return { reply };
    };
    answers['canned_reply.remove'] = (input: { id: CannedReplyId }) => {
      world.cannedReplies = world.cannedReplies.filter((one) => one.id !== input.id);
      return {};
    };
    answers['label.save'] = ({ name, colour }: SaveLabelInput) => {
      const label = { id: id<LabelId>('label', 'one'), name, colour };
      world.labels = [label];
      return { label };
    };
    await onWideScreen();
  });
  afterEach(leavePortal);

  it('INB-2 a manager adds, changes and removes a canned reply', async () => {
    open('/merchant/settings/replies');
    await says('There is no canned reply yet.');
    expect(await barriers()).to.deep.equal([]);
    type(await find('input', 'Shortcut'), '/hello');
    type(await find('textarea', 'Text'), 'Good day!');
    (await find('button', 'Add reply')).click();
    await says('“/hello” is saved.');
    expect(world.cannedReplies).to.have.length(1);
    expect(await barriers()).to.deep.equal([]);
    type(await find('input', 'Shortcut'), 'hello');
    type(await find('textarea', 'Text'), 'Again');
    (await find('button', 'Add reply')).click();
    await says('Another one has this name already.');
    (await find('button', 'Change: /hello')).click();
    await waitUntil(() => (all('textarea', 'Text')[0] as HTMLTextAreaElement).value === 'Good day!');
    type(await find('textarea', 'Text'), 'Hello!');
    (await find('button', 'Save')).click();
    await says('Hello!');
    expect(world.cannedReplies).to.have.length(1);
    (await find('button', 'Remove: /hello')).click();
    await says('Remove “/hello”?');
    expect(await barriers()).to.deep.equal([]);
    (await find('dialog button', 'Remove')).click();
    await says('There is no canned reply yet.');
    await gone('dialog');
  });

  it('INB-3 a manager names a label and its colour, on a phone too', async () => {
    await onPhone();
    open('/merchant/settings/labels');
    type(await find('input', 'Name'), 'Test drive');
    (await find<HTMLSelectElement>('select#colour')).value = 'warn';
    (await find('button', 'Add label')).click();
    await says('“Test drive” is saved.');
    expect(world.labels).to.deep.equal([{ id: id('label', 'one'), name: 'Test drive', colour: 'warn' }]);
    expect(await barriers()).to.deep.equal([]);
  });
});
