import { expect, waitUntil } from '@open-wc/testing';
import type { OwnPolicy } from '@parlour/shared/protocol/policy.js';
import { barriers } from '../testing/pages.js';
import { Scripted } from '../testing/scripted.js';
import type { PolicyGate } from './policy-gate.js';
import './policy-gate.define.js';
import { wearTokens } from './styles/tokens.js';

const policy = (kind: string, acceptedAt: number | null): OwnPolicy => ({
  current: {
    document: `merchant/${kind}` as OwnPolicy['current']['document'],
    version: '1.0.0',
    sha256: (kind === 'privacy-agreement' ? 'a' : 'b').repeat(64),
    title: `The ${kind}`,
    text: '## What\n\nWe keep <b>nothing</b>, see [all](/policies).',
    summary: 'The first version.',
    material: true,
    effectiveAt: 0,
    noticeSentAt: null,
    publishedAt: 0,
    supersedes: null,
  },
  acceptedAt,
});

describe('the gate of a portal', () => {
  let gate: PolicyGate;
  afterEach(() => gate.remove());

  it('POL-3 shows what is not accepted yet, as text, and opens with one button', async () => {
    wearTokens();
    const policies = [policy('privacy-agreement', null), policy('acceptable-use-policy', 1)];
    const server = new Scripted({
      'policy.own': () => ({ policies }),
      'policy.accept': () => ({ policies }),
    });
    let opened = 0;
    gate = document.createElement('parlour-policy-gate');
    gate.call = server.call;
    gate.accepted = () => (opened += 1);
    document.body.append(gate);
    const root = (): ShadowRoot => gate.shadowRoot!;
    await waitUntil(() => root().querySelector('details') !== null);
    expect([...root().querySelectorAll('h2')].map((one) => one.textContent)).to.deep.equal([
      'The privacy-agreement',
    ]);
    expect(root().querySelector('.policy')!.textContent).to.contain('<b>nothing</b>');
    expect(root().querySelectorAll('.policy b').length).to.equal(0);
    expect(await barriers()).to.deep.equal([]);
    root().querySelector<HTMLButtonElement>('.button.next')!.click();
    await waitUntil(() => opened === 1);
    expect(server.inputs('policy.accept')).to.deep.equal([{ sha256: ['a'.repeat(64)] }]);
  });
});
