import { askedPurposes } from '@parlour/shared/model/purpose.js';
import { html, nothing, type TemplateResult } from 'lit';
import { choice, noticeText } from './consent.js';
import { failureInWords } from './failure.js';
import type { View } from './view.js';

/** What was agreed to, with a switch each, and what is stored on this device. */
export function yourData(view: View): TemplateResult {
  const { t, visit, failure } = view;
  const { state } = visit;
  const conversation = state.is === 'talking' ? state.engine.state.conversation : null;
  return html`${
      conversation
        ? html`<h3>${t.agreedTo}</h3>
            <fieldset aria-label=${t.agreedTo}>
              ${askedPurposes.map((one) => choice(view, one, conversation.consent[one], view.decide, 'switch'))}
            </fieldset>`
        : nothing
    }
    ${failure ? html`<p role="alert">${failureInWords(failure, t)}</p>` : nothing}
    ${conversation ? elsewhere(view) : nothing}
    <h3>${t.onDevice}</h3>
    ${onDevice(view)} ${conversation && 'welcome' in state ? noticeText(view, state.welcome.notice) : nothing}`;
}

/** REQ-1: everything about it on a page of its own, here or on another device. */
function elsewhere({ t, code, dataAddress, makeCode }: View): TemplateResult {
  return html`<h3>${t.elsewhere}</h3>
    <p>${t.elsewhereMeans}</p>
    ${
      code === null
        ? html`<button class="button plain" @click=${makeCode}>${t.makeCode}</button>`
        : html`<p>${t.codeIs} <strong class="code">${code}</strong></p>
            <p>
              <a class="link" href=${dataAddress} target="_blank" rel="noopener noreferrer">${t.openData}</a>
            </p>`
    }`;
}

function onDevice({ t, device, clearDevice }: View): TemplateResult {
  const keys = device.stored();
  if (keys.length === 0) return html`<p>${device.isOpen ? t.nothingStored : t.cannotStore}</p>`;
  return html`<ul>
      ${keys.map((key) => html`<li>${t.stored[key]}</li>`)}
    </ul>
    <button class="button plain" @click=${clearDevice}>${t.clear}</button>`;
}
