import { expect, open, signIn, test } from "./story";
import { newTenant } from "./world";

test.describe("When the service fails", () => {
  test.use({ expectedErrors: [/status of (500|503)/] });

  const problem = (kind: string, status: number, title: string, detail: string) => ({
    status,
    contentType: "application/problem+json",
    headers: { "X-Request-Id": "01jd0000000000000000000000" },
    body: JSON.stringify({
      type: `https://postern.dev/problems/${kind}`,
      title,
      status,
      detail,
      requestId: "01jd0000000000000000000000",
    }),
  });

  test("the page says so once, with the request's id, and goes on when asked again", async ({ page }) => {
    const tenant = await newTenant("Fails");
    await signIn(page, tenant.admin);
    await page.route("**/connections?**", (route) =>
      route.fulfill(problem("internal", 500, "Internal error", "Something went wrong on our side.")),
    );

    await open(page, `/tenants/${tenant.id}/connections`);

    const told = page.getByText("Something went wrong on our side.");
    await expect(told).toHaveCount(1);
    await expect(page.getByText("01jd0000000000000000000000")).toHaveCount(1);
    await expect(page.getByText("No connections yet")).toHaveCount(0);
    await page.unroute("**/connections?**");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByText("No connections yet")).toBeVisible();
    await expect(told).toHaveCount(0);
  });

  test("what passes in a moment is not even told", async ({ page }) => {
    const tenant = await newTenant("Passing");
    await signIn(page, tenant.admin);
    let asked = 0;
    await page.route("**/connections?**", async (route) => {
      asked += 1;
      await (asked === 1
        ? route.fulfill(problem("unavailable", 503, "Unavailable", "The database is away."))
        : route.continue());
    });

    await open(page, `/tenants/${tenant.id}/connections`);

    await expect(page.getByText("No connections yet")).toBeVisible();
    await expect(page.getByText("The database is away.")).toHaveCount(0);
    expect(asked).toBe(2);
  });

  test("what does not pass is told, and the page goes on when it has", async ({ page }) => {
    const tenant = await newTenant("Away");
    await signIn(page, tenant.admin);
    await page.route("**/api/v1/me", (route) =>
      route.fulfill(problem("unavailable", 503, "Unavailable", "The database is away.")),
    );

    await open(page, `/tenants/${tenant.id}/connections`);

    await expect(page.getByText("The database is away.")).toBeVisible();
    await page.unroute("**/api/v1/me");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByText("No connections yet")).toBeVisible();
  });
});
