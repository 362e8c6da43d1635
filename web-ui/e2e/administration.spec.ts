import { expect, expectAccessible, open, signIn, test } from "./story";
import { newTenant, operatorToken } from "./world";

test.describe("The operator", () => {
  test("makes a tenant, and a token whose secret is shown once", async ({ page }) => {
    const name = `Made here ${Date.now().toString(36)}`;
    await signIn(page, operatorToken);
    await open(page, "/tenants/new");

    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByRole("button", { name: "Create tenant" }).click();
    await expect(
      page.getByRole("heading", { name, level: 1 }).or(page.getByText(name).first()),
    ).toBeVisible();
    await expectAccessible(page);
  });

  test("finds what was done in the audit log", async ({ page }) => {
    const tenant = await newTenant("Audited");
    await signIn(page, operatorToken);

    await open(page, `/tenants/${tenant.id}/audit`);

    await expect(page.getByText("token.created").first()).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe("Every page", () => {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const path of ["/", "/connections", "/tenants", "/tenants/new", "/tokens", "/audit", "/settings"]) {
      test(`${path} of the operator is accessible in ${colorScheme}`, async ({ page }) => {
        await page.emulateMedia({ colorScheme });
        await signIn(page, operatorToken);

        await open(page, path);

        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectAccessible(page);
      });
    }
    for (const path of ["", "/connections", "/clusters", "/clusters/new", "/tokens", "/audit"]) {
      test(`${path || "/"} of a tenant is accessible in ${colorScheme}`, async ({ page }) => {
        const tenant = await newTenant("Accessible");
        await page.emulateMedia({ colorScheme });
        await signIn(page, tenant.admin);

        await open(page, `/tenants/${tenant.id}${path}`);

        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectAccessible(page);
      });
    }
  }
});
