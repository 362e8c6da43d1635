import { expect, open, signIn, test } from "./story";
import { create, newTenant, operatorToken, thousand } from "./world";

test.describe("A list", () => {
  test("that is empty says what would be in it, and how to begin", async ({ page }) => {
    const { id } = await create<{ id: string }>("/tenants", operatorToken, {
      name: `Nothing yet ${Date.now().toString(36)}`,
    });
    await signIn(page, operatorToken);
    const tenant = page.getByRole("link");

    await open(page, `/tenants/${id}`);
    await expect(page.getByText("Nothing waits for the tenant.")).toBeVisible();
    await expect(page.getByText("Nothing waits for the operator.")).toBeVisible();
    for (const [list, empty] of [
      ["Connections", "No connections yet"],
      ["Clusters", "No clusters yet"],
      ["Tokens", "No tokens yet"],
    ] as const) {
      await tenant
        .and(page.locator(`[href^="/console/tenants/${id}/"]`))
        .getByText(list, { exact: true })
        .first()
        .click();
      await expect(page.getByRole("heading", { name: list, level: 1 })).toBeVisible();
      await expect(page.getByText(empty)).toBeVisible();
    }
    await open(page, `/tenants/${id}/audit?action=cluster.deleted`);
    await expect(page.getByText("No entries match")).toBeVisible();
    await open(page, "/tenants?name=nobody-is-called-so");
    await expect(page.getByText("No tenants match")).toBeVisible();
  });

  test("in which nothing matches says that, and takes the filter away", async ({ page }) => {
    const tenant = await newTenant("Filtered");
    await create(`/tenants/${tenant.id}/connections`, tenant.admin, {
      kind: "AWS_PRIVATELINK",
      name: "first",
      availabilityZones: ["use1-az1"],
    });
    await signIn(page, tenant.admin);
    await open(page, `/tenants/${tenant.id}/connections?kind=SSH_BASTION`);

    await expect(page.getByText("No connections match")).toBeVisible();
    await page.getByRole("button", { name: "Clear the filter" }).click();

    await expect(page.getByRole("link", { name: "first" })).toBeVisible();
    expect(new URL(page.url()).search).toBe("");
  });
});

test.describe("A thousand connections", () => {
  let tenant: string;
  test.beforeAll(async () => {
    const found = await thousand();
    test.skip(found === undefined, "There is no crowd, see CONTRIBUTING.md.");
    tenant = found ?? "";
  });

  test("are paged, filtered and found, and no page takes long", async ({ page }) => {
    await signIn(page, operatorToken);
    const rows = page.getByRole("row", { name: /kafka-\d{4}/ });
    const began = Date.now();
    await open(page, `/tenants/${tenant}/connections`);
    await expect(rows).toHaveCount(50);
    expect(Date.now() - began, "milliseconds for the first page").toBeLessThan(10_000);
    const first = await rows.first().innerText();

    await page.getByRole("button", { name: "Next page" }).click();
    await expect(page).toHaveURL(/page=2/);
    await expect(rows.first()).not.toHaveText(first);
    await expect(rows).toHaveCount(50);

    // Somebody comes by a link to a page in the middle.
    await open(page, `/tenants/${tenant}/connections?phase=FAILED&page=4`);
    await expect(rows).toHaveCount(50);
    await expect(page.getByRole("row", { name: /Failed/ })).toHaveCount(50);
    await expect(page.getByRole("button", { name: "Next page" })).toBeDisabled();

    await page.getByLabel("Find connections by name").fill("kafka-0777");
    await expect(rows).toHaveCount(0);
    await page.getByRole("button", { name: "Clear the filter" }).click();
    await page.getByLabel("Find connections by name").fill("kafka-0777");
    await expect(rows).toHaveCount(1);
  });

  test("are counted on the overview, and each number leads to those that it counts", async ({ page }) => {
    await signIn(page, operatorToken);
    const began = Date.now();
    await open(page, `/tenants/${tenant}`);
    await expect(page.getByRole("heading", { name: "Connections (1000)" })).toBeVisible();
    expect(Date.now() - began, "milliseconds for the overview").toBeLessThan(10_000);

    await page.getByRole("link", { name: "200 connections in the phase Failed" }).click();

    await expect(page.getByRole("row", { name: /No capacity/ })).toHaveCount(50);
    await open(page, "/");
    await expect(page.getByRole("link", { name: /\d+ connections waiting on the tenant/ })).toBeVisible();
  });
});
