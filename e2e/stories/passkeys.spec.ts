import type { CDPSession, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../fixtures/test.js';
import { signIn } from '../pages/sign-in.js';

/** A keeper of passkeys in this browser, whose owner unlocks it whenever it asks. */
class Keeper {
  private constructor(
    private readonly devTools: CDPSession,
    private readonly authenticatorId: string,
  ) {}

  static async plugInto(page: Page): Promise<Keeper> {
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('WebAuthn.enable', { enableUI: false });
    const { authenticatorId } = await devTools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return new Keeper(devTools, authenticatorId);
  }

  /** Whether somebody is there to touch it. */
  async attended(enabled: boolean): Promise<void> {
    const { authenticatorId } = this;
    await this.devTools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
  }

  async unlocks(isUserVerified: boolean): Promise<void> {
    const { authenticatorId } = this;
    await this.devTools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
  }

  async count(): Promise<number> {
    const { authenticatorId } = this;
    return (await this.devTools.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length;
  }
}

/** As ten minutes after the last proof: the server’s own answer, given once in its place; all else is the server’s. */
async function asksForProofOnce(page: Page, address: string): Promise<void> {
  await page.route(
    address,
    (route) =>
      route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        body: JSON.stringify({ code: 'step_up_needed', status: 403, title: 'Prove again that it is you.' }),
      }),
    { times: 1 },
  );
}

test('ACC-7 a passkey is made, signs in without password and code, proves who is there, and is removed', async ({
  someone,
  parlour,
}) => {
  test.slow();
  const ada = await someone();
  const keeper = await Keeper.plugInto(ada);
  const portal = `${parlour.report.server}/admin`;

  await signIn(ada, `${portal}/account`, parlour.account('admin'));
  await ada.getByRole('button', { name: 'Add a passkey' }).click();
  await ada.getByRole('textbox', { name: 'Name' }).fill('Work laptop');
  await expectAccessible(ada);
  await ada.getByRole('button', { name: 'Make it' }).click();
  await expect(ada.getByText('“Work laptop” is ready.')).toBeVisible();
  expect(await keeper.count()).toBe(1);
  await expectAccessible(ada);

  // The browser does not make a second one in the same place.
  await ada.getByRole('button', { name: 'Add a passkey' }).click();
  await ada.getByRole('textbox', { name: 'Name' }).fill('Again');
  await ada.getByRole('button', { name: 'Make it' }).click();
  await expect(ada.getByText('There is a passkey of yours in that place already.')).toBeVisible();

  await keeper.attended(false);
  await ada.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(ada.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expectAccessible(ada);
  await keeper.attended(true);
  await ada.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(ada.getByRole('heading', { name: 'Your account', level: 1 })).toBeVisible();

  // Signed in by it, an admin is asked for no code: what is dangerous asks for the passkey alone.
  await asksForProofOnce(ada, '**/api/v1/passkeys/*');
  await ada.getByRole('button', { name: 'Remove Work laptop…' }).click();
  await ada.getByRole('button', { name: 'Remove it' }).click();
  await expect(ada.getByRole('heading', { name: 'Is it you?' })).toBeVisible();
  await expectAccessible(ada);
  await ada.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(ada.getByText('“Work laptop” opens nothing here any more.')).toBeVisible();
});

test('ACC-7 a passkey that its owner does not unlock signs nobody in, and the password still does', async ({
  someone,
  parlour,
}) => {
  const ana = await someone();
  const keeper = await Keeper.plugInto(ana);
  const portal = `${parlour.report.server}/merchant/account`;

  await signIn(ana, portal, parlour.account('agent'));
  await ana.getByRole('button', { name: 'Add a passkey' }).click();
  await ana.getByRole('textbox', { name: 'Name' }).fill('Phone');
  await ana.getByRole('button', { name: 'Make it' }).click();
  await expect(ana.getByText('“Phone” is ready.')).toBeVisible();

  await keeper.unlocks(false);
  await ana.getByRole('button', { name: 'Sign out', exact: true }).click();
  await ana.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(ana.getByRole('alert')).toContainText('Nothing happened');
  await signIn(ana, portal, parlour.account('agent'));
  await expect(ana.getByRole('heading', { name: 'Your account', level: 1 })).toBeVisible();
});

test('ACC-7 the browser offers a passkey by itself, and one that was removed opens nothing, by the offer or the button', async ({
  someone,
  parlour,
}) => {
  const ana = await someone();
  const keeper = await Keeper.plugInto(ana);
  const portal = `${parlour.report.server}/merchant/account`;
  const atHome = ana.getByRole('heading', { name: 'Your account', level: 1 });
  const signOut = async (): Promise<void> => {
    // Nobody is there while the page that signs out becomes the one that signs in.
    await keeper.attended(false);
    await ana.getByRole('button', { name: 'Sign out', exact: true }).click();
    await expect(ana.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await keeper.attended(true);
  };

  await signIn(ana, portal, parlour.account('agent'));
  await ana.getByRole('button', { name: 'Add a passkey' }).click();
  await ana.getByRole('textbox', { name: 'Name' }).fill('Tablet');
  await ana.getByRole('button', { name: 'Make it' }).click();
  await expect(ana.getByText('“Tablet” is ready.')).toBeVisible();

  // The page asks quietly as soon as it stands; whoever is there takes what is offered, and nothing is pressed.
  await signOut();
  await ana.reload();
  await expect(atHome).toBeVisible();

  await ana.getByRole('button', { name: 'Remove Tablet…' }).click();
  await ana.getByRole('button', { name: 'Remove it' }).click();
  await expect(ana.getByText('“Tablet” opens nothing here any more.')).toBeVisible();
  // The browser has it still, as it would after it was lost.
  expect(await keeper.count()).toBe(1);

  await signOut();
  await ana.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(ana.getByRole('alert')).toContainText('This passkey opens nothing here.');
  await ana.reload();
  await expect(ana.getByRole('alert')).toContainText('This passkey opens nothing here.');
  await expect(atHome).toBeHidden();
  await expectAccessible(ana);
  await keeper.attended(false);
  await signIn(ana, portal, parlour.account('agent'));
  await expect(atHome).toBeVisible();
});
