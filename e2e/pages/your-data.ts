import { expect, type Locator, type Page } from '@playwright/test';
import type { CarPage } from './car-page.js';

/** "Your data", as somebody finds it who has never seen it: from the chat, by what stands on the buttons. */
export class YourData {
  private constructor(readonly page: Page) {}

  /** By the link that the chat makes with its code, in another browser than the one that chatted. */
  static async from(chat: CarPage, elsewhere: Page): Promise<YourData> {
    const { page } = chat;
    await page.getByRole('button', { name: 'Your data' }).click();
    await page.getByRole('button', { name: 'Make a code' }).click();
    const address = await page.getByRole('link', { name: 'Open the page now' }).getAttribute('href');
    await elsewhere.goto(address!);
    await expect(elsewhere.getByText(/We keep 1 conversation between you and/)).toBeVisible();
    return new YourData(elsewhere);
  }

  get conversation(): Locator {
    return this.page
      .getByRole('article')
      .or(this.page.locator('section'))
      .filter({ hasText: 'Deleted on' })
      .first();
  }

  async explain(): Promise<void> {
    await this.page.getByText('Why then?').first().click();
  }

  async deleteEverything(): Promise<void> {
    await this.page.getByRole('button', { name: 'Delete everything…' }).click();
    await this.page.getByRole('button', { name: 'Delete for good' }).click();
  }
}
