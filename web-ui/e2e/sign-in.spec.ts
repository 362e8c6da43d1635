import { expect, expectAccessibleInBothModes, open, signIn, test } from "./story";
import { newTenant, newToken, operatorToken, remove } from "./world";

const MOST_SCRIPT_BYTES = 400_000;

test("The first page costs no more script than it may, as it is sent", async ({ page }) => {
  await signIn(page, operatorToken);
  await open(page, "/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

  const sizes = await page.evaluate(() =>
    (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
      .filter(({ name }) => new URL(name).pathname.endsWith(".js"))
      .map(({ encodedBodySize }) => encodedBodySize),
  );

  expect(sizes.length).toBeGreaterThan(1);
  expect(Math.min(...sizes)).toBeGreaterThan(0);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_SCRIPT_BYTES);
});

test.describe("Somebody signs in", () => {
  // The browser tells of each answer that is no success.
  test.use({ expectedErrors: [/status of (401|403|422)/] });

  test("with a token that is mistyped, and is told so; then with the right one", async ({ page }) => {
    const tenant = await newTenant("Sign-in");
    await open(page, `/tenants/${tenant.id}/connections`);

    await page.getByLabel("API token").fill("pst_mistyped");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText(/mistyped|checksum|no token/i).first()).toBeVisible();
    await expectAccessibleInBothModes(page);

    await page.getByLabel("API token").fill(tenant.admin);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("heading", { name: "Connections", level: 1 })).toBeVisible();
    expect(new URL(page.url()).pathname).toBe(`/console/tenants/${tenant.id}/connections`);
  });

  test("and out, and comes back to nothing", async ({ page }) => {
    const tenant = await newTenant("Sign-out");
    await signIn(page, tenant.admin);
    await open(page, `/tenants/${tenant.id}`);

    await page.getByRole("button", { name: /tenant_admin/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();

    await expect(page.getByLabel("API token")).toBeVisible();
    await open(page, `/tenants/${tenant.id}`);
    await expect(page.getByLabel("API token")).toBeVisible();
  });

  test("again when the session has ended, and goes on where they were", async ({ page }) => {
    const tenant = await newTenant("Expiry");
    const another = await newToken(tenant.id, "TENANT_VIEWER");
    await signIn(page, tenant.admin);
    await open(page, `/tenants/${tenant.id}/clusters?name=orders`);
    await expect(page.getByText("No clusters match")).toBeVisible();

    await remove(`/tenants/${tenant.id}/tokens/${tenant.adminId}`, operatorToken);

    // The page notices by itself.
    await expect(page.getByLabel("API token")).toBeVisible();
    await page.getByLabel("API token").fill(another.secret);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("No clusters match")).toBeVisible();
    expect(new URL(page.url()).search).toBe("?name=orders");
  });
});
