import { expect, type Locator, type Page } from "@playwright/test";

const MOST_KEYS = 80;

/** Goes on with the tab key until that has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let key = 0; key < MOST_KEYS; key++) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press("Tab");
  }
  expect(false, `the tab key leads to ${String(target)}`).toBe(true);
}

/** Writes into a field, in the place of what is there. */
export async function write(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(text);
}

/** Presses a button, or follows a link. */
export async function press(page: Page, target: Locator, key = "Enter"): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Chooses an option of a select that shows one of its own. */
export async function choose(page: Page, select: Locator, option: string): Promise<void> {
  await press(page, select);
  const wanted = page.getByRole("option", { name: option, exact: true });
  await expect(wanted).toBeVisible();
  // Typing the beginning of a word leads to it.
  await page.keyboard.press("Home");
  for (let key = 0; key < MOST_KEYS; key++) {
    const highlighted = await page.evaluate(() => {
      const id = document.activeElement?.getAttribute("aria-activedescendant");
      return id == null ? null : (document.getElementById(id)?.textContent ?? null);
    });
    if (highlighted === option) {
      break;
    }
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await expect(wanted).toHaveCount(0);
}
