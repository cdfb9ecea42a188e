import { expect, type Locator, type Page } from '@playwright/test';
import type { DemoAccount } from '@parlour/server/supervisor/ready-message.js';
import { signIn } from './sign-in.js';

/** The merchant portal's inbox, as an agent finds it: by roles and names. */
export class Inbox {
  readonly list: Locator;
  readonly reply: Locator;
  readonly log: Locator;

  constructor(readonly page: Page) {
    this.list = page.getByRole('list', { name: 'Conversations' });
    this.reply = page.getByRole('textbox', { name: 'Reply' });
    this.log = page.getByRole('log');
  }

  async signIn(portal: string, account: DemoAccount): Promise<void> {
    await signIn(this.page, portal, account);
    await expect(this.list).toBeVisible();
  }

  /** The row whose last words are these. */
  row(words: string): Locator {
    return this.list.getByRole('listitem').filter({ hasText: words });
  }

  /** Opens the conversation whose last words are these. */
  async open(words: string): Promise<void> {
    await this.row(words).getByRole('link').click();
    await expect(this.message(words)).toBeVisible();
  }

  async send(text: string): Promise<void> {
    await this.reply.fill(text);
    await this.reply.press('Enter');
  }

  message(text: string): Locator {
    return this.log.getByText(text, { exact: true });
  }

  /** The sentence that says when the conversation will be gone. */
  get promise(): Locator {
    return this.page.getByText(/^Deleted (on|today at) /).first();
  }
}
