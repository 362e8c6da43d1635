import { expect, expectAccessible, open, signIn, test } from "./story";
import { newTenant, operatorToken } from "./world";

test.describe("The operator", () => {
  test("makes a tenant, and a token whose secret is shown once", async ({ page }) => {
    const name = `Made here ${Date.now().toString(36)}`;
    await signIn(page, operatorToken);
    await open(page, "/tenants/new");

    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByRole("button", { name: "Create tenant" }).click();
    await expect(page.getByText("No tokens yet")).toBeVisible();
    await page.getByRole("button", { name: "Create token" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: true }).fill("first");
    await dialog.getByRole("radio", { name: /Tenant administrator/ }).check();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Create token" }).click();
    const secret = await dialog.getByRole("group", { name: "The token" }).innerText();
    await dialog.getByLabel("I have copied the token to a safe place").check();
    await dialog.getByRole("button", { name: "Close", exact: true }).first().click();

    await expect(page.getByRole("row", { name: /first/ })).toBeVisible();
    await expect(page.getByText(secret)).toHaveCount(0);
    await page.context().clearCookies();
    await signIn(page, secret);
    await open(page, "/");
    await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  });

  test("finds in the audit log what was done, and to what", async ({ page }) => {
    const tenant = await newTenant("Audited");
    await signIn(page, operatorToken);
    await open(page, `/tenants/${tenant.id}/audit`);

    await expect(page.getByRole("row").filter({ hasText: tenant.adminId })).toHaveCount(1);
    await page
      .getByRole("link", { name: /show the details/ })
      .first()
      .click();

    await expect(page.getByRole("dialog").getByText(tenant.adminId).first()).toBeVisible();
    await expectAccessible(page);
  });
});
