import { expect, expectAccessible, open, signIn, test } from "./story";
import { mappedCluster, newTenant, outside, readyConnection } from "./world";

test.describe("A cluster", () => {
  test.afterEach(() => outside.uncross());

  test("is validated down to who answers, and crossed listeners are seen at a glance", async ({ page }) => {
    const tenant = await newTenant("Crossed");
    const cluster = await mappedCluster(tenant, (await readyConnection(tenant)).id);
    await signIn(page, tenant.admin);
    await open(page, `/tenants/${tenant.id}/clusters/${cluster}`);

    await page.getByRole("button", { name: "Validate" }).first().click();
    await expect(page.getByText("Healthy").first()).toBeVisible();
    await outside.cross();
    await page.getByRole("button", { name: "Validate" }).first().click();

    await expect(page.getByText(/answers broker 2, not broker 1|broker 2 answers/i).first()).toBeVisible();
    await expect(page.getByText("Failing").first()).toBeVisible();
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await expectAccessible(page);
  });
});
