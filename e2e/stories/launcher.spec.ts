import { expect, test } from '../fixtures/test.js';
import { CarPage } from '../pages/car-page.js';

for (const [held, slow] of [
  [0, 0],
  [0, 100],
  [120, 0],
  [250, 100],
] as const) {
  test(`WID-7 a press of ${held} ms opens the chat, although its code comes within ${slow} ms and takes the launcher's place`, async ({
    someone,
    parlour,
  }) => {
    const page = await someone();
    await page.route('**/widget/*.js', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, slow));
      await route.continue();
    });
    const shopper = new CarPage(page);
    await shopper.open(parlour.report.demoSite);
    const box = (await shopper.launcher.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.waitForTimeout(held);
    await page.mouse.up();
    await expect(shopper.message).toBeVisible();
  });
}
