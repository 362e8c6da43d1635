import { expect, open, signIn, test } from "./story";
import { hundredBrokers, mappedCluster, newTenant, outside, readyConnection, validated } from "./world";

const DRAWN = { name: "The way that each broker takes" };

test.describe("A cluster", () => {
  test("is validated down to who answers, and crossed listeners are seen at a glance", async ({ page }) => {
    const tenant = await newTenant("Crossed");
    const cluster = await mappedCluster(tenant, (await readyConnection(tenant)).id);
    await signIn(page, tenant.admin);
    await open(page, `/tenants/${tenant.id}/clusters/${cluster}`);
    await expect(page.getByText("nobody has looked yet who answers there")).toBeVisible();

    // Live, on the page of the run.
    await page.getByRole("button", { name: "Validate now" }).click();
    await expect(page.getByRole("heading", { name: "Validation of orders" })).toBeVisible();
    await expect(page.getByText("Passed", { exact: true }).first()).toBeVisible();
    await page.getByRole("link", { name: "See the ways of the cluster" }).click();
    await expect(page.getByText("Each of the 3 brokers answers at the end of its own way.")).toBeVisible();

    await outside.cross("acme-kafka", 9001, 9002);
    try {
      await page.getByRole("button", { name: "Validate now" }).click();
      await expect(page.getByText("Failed", { exact: true }).first()).toBeVisible();
      await page.getByRole("link", { name: "See the ways of the cluster" }).click();

      await expect(page.getByText("The ways to broker 1 and broker 2 are crossed")).toBeVisible();
      const rows = page.getByRole("region", DRAWN).getByRole("list", { name: "Ways of the brokers" });
      await expect(rows.getByRole("listitem").nth(0)).toContainText("Broker 2 answers");
      await expect(rows.getByRole("listitem").nth(1)).toContainText("Broker 1 answers");
      await expect(rows.getByRole("listitem").nth(2)).toContainText("The right broker");
    } finally {
      await outside.uncross("acme-kafka");
    }
  });

  test("of a hundred brokers shows two that are crossed first, and large", async ({ page }) => {
    test.skip(
      (await outside.serviceNameIfAny("many-1")) === undefined,
      "There is no crowd, see CONTRIBUTING.md.",
    );
    const tenant = await newTenant("Hundred");
    const cluster = await hundredBrokers(tenant);
    await outside.cross("many-2", 9142, 9177);
    const came = await validated(tenant, cluster).finally(() => outside.uncross("many-2"));
    expect(came.state).toBe("FAILED");
    await signIn(page, tenant.admin);

    const began = Date.now();
    await open(page, `/tenants/${tenant.id}/clusters/${cluster}`);

    await expect(page.getByText("The ways to broker 42 and broker 77 are crossed")).toBeVisible();
    expect(Date.now() - began, "milliseconds until it is seen").toBeLessThan(10_000);
    const picture = page.getByRole("region", DRAWN);
    const large = picture.getByRole("list", { name: "Ways of the brokers" }).getByRole("listitem");
    await expect(large).toHaveCount(2);
    await expect(large.nth(0)).toContainText("Broker 77 answers");
    const small = picture.getByRole("list", { name: "Ways without anything to do" }).getByRole("listitem");
    await expect(small).toHaveCount(98);
  });
});
