import { expect, type Locator, type Page } from '@playwright/test';
import { enterCode } from './sign-in.js';

/** The admin portal: what is due, the purge, the ledger. */
export class AdminPortal {
  constructor(readonly page: Page) {}

  async signIn(server: string, email: string, password: string, code: string): Promise<void> {
    await this.page.goto(`${server}/admin`);
    await this.page.getByRole('textbox', { name: 'E-mail address' }).fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await enterCode(this.page, code);
    await expect(this.page.getByRole('heading', { level: 1, name: 'What is due' })).toBeVisible();
  }

  /** Answers the question who is there, before what is dangerous. */
  async prove(code: string): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: 'Is it you?' });
    await dialog.getByLabel('Code').fill(code);
    await dialog.getByRole('button', { name: 'Continue' }).click();
  }

  async goTo(name: 'Overview' | 'Purge' | 'Ledger'): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name }).click();
  }

  /** The rows of the table that has this caption or name, without its head. */
  rows(table: string | RegExp): Locator {
    return this.page.getByRole('table', { name: table }).locator('tbody').getByRole('row');
  }

  /** Starts the purge and confirms it, as an admin who has read what it removes. */
  async purge(conversations: string): Promise<void> {
    await this.page.getByRole('button', { name: `Purge ${conversations}…` }).click();
    await expect(this.page.getByText('This cannot be undone')).toBeVisible();
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: `Purge ${conversations}` })
      .click();
  }
}
