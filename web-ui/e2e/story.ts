import axe from "axe-core";
import { type BrowserContext, expect, type Locator, type Page, test as base } from "@playwright/test";

/**
 * A page on which nothing may go wrong unseen: what the console of the browser tells as an error fails the story. All
 * stories are told by one browser, which keeps the console's files, but no cookie from one story to the next.
 */
export const test = base.extend<{ expectedErrors: RegExp[] }, { browserOfAll: BrowserContext }>({
  expectedErrors: [[], { option: true }],
  browserOfAll: [
    async ({ browser }, tell) => {
      const { baseURL, viewport } = base.info().project.use;
      const context = await browser.newContext({
        ...(baseURL !== undefined && { baseURL }),
        ...(viewport !== undefined && { viewport }),
      });
      await tell(context);
      await context.close();
    },
    { scope: "worker" },
  ],
  context: async ({ browserOfAll }, tell) => {
    await tell(browserOfAll);
    await Promise.all(browserOfAll.pages().map((page) => page.close()));
    await browserOfAll.clearCookies();
  },
  page: async ({ context, expectedErrors }, tell) => {
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" && !expectedErrors.some((expected) => expected.test(message.text()))) {
        errors.push(`${message.text()} (${message.location().url})`);
      }
    });
    page.on("pageerror", (error) => errors.push(String(error)));
    await tell(page);
    expect(errors, "errors in the browser's console").toEqual([]);
  },
});

export { expect };

/** Without the sign-in page, which has a story of its own. */
export async function signIn(page: Page, token: string): Promise<void> {
  const answer = await page.request.post("/api/v1/session", { data: { token } });
  expect(answer.status(), await answer.text()).toBe(201);
}

export async function open(page: Page, path: string): Promise<void> {
  await page.goto(`/console${path}`);
}

/** What axe finds on the page as it is. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNoFindings(page, {});
}

/**
 * The same in light and in dark. Between the two nothing but colours changes, so that those are all that is looked at the
 * second time.
 */
export async function expectAccessibleInBothModes(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: "light" });
  await expect(page.locator("body")).not.toHaveClass(/awsui-dark-mode/);
  await expectNoFindings(page, {});
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator("body")).toHaveClass(/awsui-dark-mode/);
  await expectNoFindings(page, { runOnly: ["color-contrast", "link-in-text-block"] });
  await page.emulateMedia({ colorScheme: "light" });
}

async function expectNoFindings(page: Page, options: axe.RunOptions): Promise<void> {
  if (!(await page.evaluate(() => "axe" in window))) {
    await page.evaluate(axe.source);
  }
  const violations = await page.evaluate(async (asked) => {
    const found = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ["violations"],
      ...asked,
    });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  }, options);
  expect(violations, `findings of axe on ${page.url()}`).toEqual([]);
}

/** What the page of a connection says at present, under one of its labels: "Phase", "Why", "Waiting on". */
export function fact(page: Page, label: string): Locator {
  return page.getByText(label, { exact: true }).first().locator("xpath=following-sibling::*");
}
