import type { Page } from '@playwright/test';
import type { DemoAccount } from '@parlour/server/supervisor/ready-message.js';

/** Opens a portal and signs in to it. */
export async function signIn(page: Page, portal: string, { email, password }: DemoAccount): Promise<void> {
  await page.goto(portal);
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}
