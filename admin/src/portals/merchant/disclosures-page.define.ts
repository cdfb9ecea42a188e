import '../../ui/confirm.define.js';
import '../../ui/register.define.js';
import { DisclosuresPage } from './disclosures-page.js';
import { Processors } from './processors.js';
import { WebhookForm } from './webhook-form.js';
import { WebhooksPage } from './webhooks-page.js';

customElements.define('merchant-processors', Processors);
customElements.define('merchant-disclosures', DisclosuresPage);
customElements.define('merchant-webhook-form', WebhookForm);
customElements.define('merchant-webhooks', WebhooksPage);

declare global {
  interface HTMLElementTagNameMap {
    'merchant-processors': Processors;
    'merchant-disclosures': DisclosuresPage;
    'merchant-webhook-form': WebhookForm;
    'merchant-webhooks': WebhooksPage;
  }
}
