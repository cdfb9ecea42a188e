import { expect, type Locator, type Page } from '@playwright/test';

export interface Choices {
  /** Whether the transcript may be kept, and whether this device may remember. */
  readonly transcript?: boolean;
  readonly device?: boolean;
}

/** A car's page on the demo site with its dealer's chat, as a shopper finds it: by roles and names. */
export class CarPage {
  readonly launcher: Locator;
  readonly choices: Locator;
  readonly message: Locator;
  readonly sendButton: Locator;
  readonly log: Locator;

  constructor(readonly page: Page) {
    this.launcher = page.getByRole('button', { name: /open chat|new message/i });
    this.choices = page.getByRole('group', { name: 'What may be kept' });
    this.message = page.getByRole('textbox', { name: 'Message' });
    this.sendButton = page.getByRole('button', { name: 'Send', exact: true });
    this.log = page.getByRole('log');
  }

  async open(demoSite: string | null, car = 'blue-hatchback'): Promise<void> {
    await this.page.goto(`${demoSite}/cars/${car}`);
    await expect(this.launcher).toBeVisible();
  }

  async openChat(): Promise<void> {
    await this.launcher.click();
    await expect(this.message).toBeVisible();
  }

  /** Opens the chat, says what may be kept, and sends the first words. */
  async start(words: string, { transcript = false, device = false }: Choices = {}): Promise<void> {
    await this.openChat();
    const [keep, remember] = [
      this.choices.getByRole('checkbox').first(),
      this.choices.getByRole('checkbox').last(),
    ];
    await keep.setChecked(transcript);
    await remember.setChecked(device);
    await this.send(words);
    await expect(this.said(words)).toBeVisible();
  }

  async send(text: string): Promise<void> {
    await this.message.fill(text);
    await this.sendButton.click();
  }

  said(text: string): Locator {
    return this.log.getByText(text, { exact: true });
  }

  /** The sentence that says when all of this will be gone. */
  get promise(): Locator {
    return this.page.getByText(/^Deleted (on|at|today)/).first();
  }
}
