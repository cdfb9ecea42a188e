import type { Page } from '@playwright/test';
import { generateSync } from 'otplib';
import type { DemoAccount } from '@parlour/server/supervisor/ready-message.js';

/** Opens a portal and signs in to it. */
export async function signIn(
  page: Page,
  portal: string,
  { email, password, totpSecret }: DemoAccount,
): Promise<void> {
  await page.goto(portal);
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  if (totpSecret) await enterCode(page, generateSync({ secret: totpSecret }));
}

/** The second step of a sign-in: a code of the authenticator app, or a recovery code. */
export async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}
