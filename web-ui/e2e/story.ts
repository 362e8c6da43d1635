import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test as base } from "@playwright/test";

/** A page on which nothing may go wrong unseen: what the console of the browser tells as an error fails the story. */
export const test = base.extend<{ expectedErrors: RegExp[] }>({
  expectedErrors: [[], { option: true }],
  page: async ({ page, expectedErrors }, story) => {
    const errors: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" && !expectedErrors.some((expected) => expected.test(message.text()))) {
        errors.push(`${message.text()} (${message.location().url})`);
      }
    });
    page.on("pageerror", (error) => errors.push(String(error)));
    await story(page);
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
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}
