import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { gpsCanary, pdf, photo } from '@parlour/server/testing/files.js';
import type { Parlour } from '../fixtures/parlour.js';
import { expect, expectAccessible, test } from '../fixtures/test.js';
import { words } from '../fixtures/words.js';
import { CarPage } from '../pages/car-page.js';
import { Inbox } from '../pages/inbox.js';

/** A shopper and an agent in one conversation, each in a browser of their own. */
async function talking(someone: () => Promise<Page>, parlour: Parlour) {
  const agent = new Inbox(await someone());
  await agent.signIn(parlour.report.portals.merchant, parlour.account('agent'));
  const shopper = new CarPage(await someone());
  await shopper.open(parlour.report.demoSite);
  const question = words('Can you tell what this is?');
  await shopper.start(question, { transcript: true });
  await agent.open(question);
  return { shopper, agent };
}

async function downloaded(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

const isDrawn = (page: Page, label: string): Promise<boolean> =>
  page.getByRole('img', { name: label }).evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement;
    const pixels = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height).data;
    return pixels.some((value, at) => at % 4 === 3 && value > 0);
  });

test('MSG-12 a shopper sends a photo: the agent sees and saves it, without where it was taken', async ({
  someone,
  parlour,
}) => {
  const { shopper, agent } = await talking(someone, parlour);
  const taken = await photo();
  expect(taken.includes(gpsCanary)).toBe(true);
  const [chooser] = await Promise.all([
    shopper.page.waitForEvent('filechooser'),
    shopper.page.getByRole('button', { name: 'Send a file' }).click(),
  ]);
  await chooser.setFiles({ name: 'dent.jpg', mimeType: 'image/jpeg', buffer: taken });
  await expect(shopper.page.getByRole('img', { name: 'dent.jpg' })).toBeVisible();
  await expect.poll(() => isDrawn(shopper.page, 'dent.jpg')).toBe(true);
  await expect(shopper.log).toContainText(/sent|delivered|read/);

  const image = agent.log.getByRole('img', { name: 'dent.jpg' });
  await expect(image).toBeVisible();
  // Turned as it was held: the camera said so, and what said so is gone.
  await expect
    .poll(() =>
      image.evaluate((element) => {
        const { naturalWidth, naturalHeight } = element as HTMLImageElement;
        return naturalHeight > naturalWidth;
      }),
    )
    .toBe(true);

  const saved = await downloaded(agent.page, () =>
    agent.log.getByRole('link', { name: 'Save dent.jpg' }).click(),
  );
  expect(saved.name).toBe('dent.jpg');
  expect(saved.bytes.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  expect(saved.bytes.includes(gpsCanary)).toBe(false);
  expect(saved.bytes.includes('Exif')).toBe(false);
  await expectAccessible(agent.page);
  await expectAccessible(shopper.page);
});

test('MSG-12 an agent answers with a document by dropping it, and the shopper saves it', async ({
  someone,
  parlour,
}) => {
  const { shopper, agent } = await talking(someone, parlour);
  const transfer = await agent.page.evaluateHandle(
    (bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], 'offer.pdf', { type: 'application/pdf' }));
      return data;
    },
    [...pdf],
  );
  await agent.log.dispatchEvent('drop', { dataTransfer: transfer });
  const save = shopper.log.getByRole('button', { name: 'Save offer.pdf' });
  await expect(save).toBeVisible();
  const saved = await downloaded(shopper.page, () => save.click());
  expect(saved.name).toBe('offer.pdf');
  expect(saved.bytes.equals(pdf)).toBe(true);
});

test('MSG-7 a file that is cut off on its way is sent again by itself, in its place; one can be cancelled', async ({
  someone,
  parlour,
}) => {
  const { shopper, agent } = await talking(someone, parlour);
  const { page } = shopper;
  let attempts = 0;
  await page.route('**/uploads/*', async (route) => {
    if (route.request().method() !== 'PUT') return route.fallback();
    attempts += 1;
    return attempts === 1 ? route.abort('connectionreset') : route.fallback();
  });
  const input = page.locator('input[type=file]');
  await input.setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('a list\n') });
  const after = words('That is the list.');
  await shopper.send(after);
  await expect(agent.message(after)).toBeVisible({ timeout: 15_000 });
  const texts = await agent.log.innerText();
  expect(texts.indexOf('notes.txt')).toBeLessThan(texts.indexOf(after));
  expect(attempts).toBe(2);

  await page.route('**/uploads/*', () => {}, { times: 1 });
  await input.setInputFiles({ name: 'slip.txt', mimeType: 'text/plain', buffer: Buffer.from('a slip\n') });
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(shopper.log.getByText('slip.txt')).toBeHidden();
  const end = words('Nothing more.');
  await shopper.send(end);
  await expect(agent.message(end)).toBeVisible();
  expect(await agent.log.innerText()).not.toContain('slip.txt');
});

test('MSG-12 what is no picture, whatever it is called, is refused in words', async ({
  someone,
  parlour,
}) => {
  const { shopper, agent } = await talking(someone, parlour);
  const page = Buffer.from('<!doctype html><script>document.title = "carried out"</script>');
  await shopper.page
    .locator('input[type=file]')
    .setInputFiles({ name: 'cat.png', mimeType: 'image/png', buffer: page });
  await expect(shopper.log.getByText('Only pictures, PDF and plain text can be sent.')).toBeVisible();
  await shopper.log.getByRole('button', { name: 'Discard' }).click();
  await expect(shopper.log.getByText('cat.png')).toBeHidden();
  expect(await agent.log.innerText()).not.toContain('cat.png');
});
