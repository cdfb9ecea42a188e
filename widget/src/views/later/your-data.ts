import { makeCode } from '@parlour/shared/protocol/access-code.js';
import { html, nothing, type TemplateResult } from 'lit';
import { choice, noticeText } from '../consent.js';
import { failureInWords } from '../failure.js';
import type { LaterTexts } from '../../locales/load-later-texts.js';
import type { LaterView } from '../later.js';
import type { View } from '../view.js';
import { profile } from './profile.js';
import { report } from './report.js';
import { transcript } from './transcript.js';

/** What was agreed to, with a switch each, and what is stored on this device. */
export const yourData: LaterView = (view, l) => {
  const { t, visit, failure } = view;
  const { state } = visit;
  const conversation = state.is === 'talking' ? state.engine.state.conversation : null;
  return html`${
      conversation
        ? html`<h3>${l.agreedTo}</h3>
            <fieldset aria-label=${l.agreedTo}>
              ${visit.purposes.map((one) => choice(view, one, conversation.consent[one], view.decide, 'switch'))}
            </fieldset>`
        : nothing
    }
    ${failure ? html`<p role="alert">${failureInWords(failure, t)}</p>` : nothing} ${profile(view, l)}
    ${transcript(view, l)} ${conversation ? elsewhere(view, l) : nothing} ${report(view, l)}
    <h3>${l.onDevice}</h3>
    ${onDevice(view, l)}
    ${conversation && 'welcome' in state ? noticeText(view, state.welcome.notice) : nothing}`;
};

/** REQ-1: everything about it on a page of its own, here or on another device. */
function elsewhere(view: View, l: LaterTexts): TemplateResult {
  const { code, server, visit, attempt } = view;
  const make = async (): Promise<void> => {
    const made = await visit.read(makeCode, {});
    view.code = made && made.code;
    await attempt(Promise.resolve(made ? null : 'lost'));
  };
  // What follows the # is never sent.
  const address = `${server}/consumer#code=${code}`;
  return html`<h3>${l.elsewhere}</h3>
    <p>${l.elsewhereMeans}</p>
    ${
      code === null
        ? html`<button class="button plain" @click=${make}>${l.makeCode}</button>`
        : html`<p>${l.codeIs} <strong class="code">${code}</strong></p>
            <p>
              <a class="link" href=${address} target="_blank" rel="noopener noreferrer">${l.openData}</a>
            </p>`
    }`;
}

function onDevice({ t, device, clearDevice }: View, l: LaterTexts): TemplateResult {
  const keys = device.stored();
  if (keys.length === 0) return html`<p>${device.isOpen ? l.nothingStored : t.cannotStore}</p>`;
  return html`<ul>
      ${keys.map((key) => html`<li>${l.stored[key]}</li>`)}
    </ul>
    <button class="button plain" @click=${clearDevice}>${l.clear}</button>`;
}
