import './join-page.define.js';
import { expect, waitUntil } from '@open-wc/testing';
import type { Call } from '@parlour/shared/protocol/define.js';
import { lost, refusal, Scripted, type Answers } from '../testing/scripted.js';
import { accountTexts } from './account-texts.js';
import type { JoinPage } from './join-page.js';
import { texts } from './texts.js';

const token = 'L'.repeat(43);
const home = location.href;

describe('the page of an invitation', () => {
  let page: JoinPage;
  let server: Scripted;

  function open(hash: string, answers: Answers = {}, call?: Call): void {
    history.replaceState(null, '', hash);
    server = new Scripted(answers);
    page = Object.assign(document.createElement('parlour-join'), {
      call: call ?? server.call,
      audience: 'merchant' as const,
      page: 'join' as const,
      home: '/merchant',
    });
    document.body.append(page);
  }
  const says = (words: string): Promise<void> =>
    waitUntil(() => page.renderRoot.textContent!.includes(words), `it does not say ${words}`);

  afterEach(() => {
    page.remove();
    history.replaceState(null, '', home);
  });

  it('ACC-5 without a link asks for the whole one, in plain words and without asking the server', async () => {
    open('#');
    await says(accountTexts.join.noLink);
    expect(server.calls.length).to.equal(0);
    expect(page.renderRoot.querySelector('a')!.getAttribute('href')).to.equal('/merchant');
  });

  it('ACC-5 says the same of half a link', async () => {
    open('#abc', {}, () => Promise.reject(refusal('invalid_input')));
    await says(accountTexts.join.noLink);
  });

  it('ACC-5 tries again where the server was not reached', async () => {
    let reached = false;
    open(`#${token}`, {
      'invitation.read': () => {
        if (!reached) throw lost();
        return {
          kind: 'invitation',
          audience: 'merchant',
          email: 'new@people.example',
          role: 'agent',
          organization: 'Motors',
        };
      },
    });
    await says(texts.failure.lost);
    reached = true;
    page.renderRoot.querySelector<HTMLButtonElement>('button[type=button]')!.click();
    await says('new@people.example');
  });
});
