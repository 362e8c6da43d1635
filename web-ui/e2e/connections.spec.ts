import { expect, expectAccessible, open, signIn, test } from "./story";
import { newTenant, outside, readyConnection, untilReason, waitingConnection, create } from "./world";

test.describe("Connections", () => {
  test.afterEach(() => outside.mendBastion());

  test("there are none yet, and the page says what one would be", async ({ page }) => {
    const tenant = await newTenant("Empty");
    await signIn(page, tenant.admin);

    await open(page, `/tenants/${tenant.id}/connections`);

    await expect(page.getByText("No connections yet")).toBeVisible();
    await expectAccessible(page);
  });

  test.describe("of somebody else", () => {
    test.use({ expectedErrors: [/status of 404/] });

    test("do not exist for a tenant", async ({ page }) => {
      const acme = await newTenant("Acme");
      const other = await newTenant("Other");
      const made = await create<{ id: string }>(`/tenants/${acme.id}/connections`, acme.admin, {
        kind: "AWS_PRIVATELINK",
        name: "acme-only",
        availabilityZones: ["use1-az1"],
      });
      await signIn(page, other.admin);

      await open(page, `/tenants/${acme.id}/connections/${made.id}`);

      await expect(page.getByText(/There is no such/).first()).toBeVisible();
      await expect(page.getByText("acme-only")).toHaveCount(0);
    });
  });

  test("an endpoint that the tenant rejects says so at once, and is tried again when asked", async ({
    page,
  }) => {
    const tenant = await newTenant("Rejected");
    const waiting = await waitingConnection(tenant);
    await signIn(page, tenant.admin);
    await open(page, `/tenants/${tenant.id}/connections/${waiting.id}`);
    await expect(page.getByText("Next step")).toBeVisible();

    await outside.reject(waiting.endpoint?.id ?? "");

    await expect(page.getByText(/rejected/i).first()).toBeVisible();
    await page.getByRole("button", { name: "Actions" }).click();
    await page.getByRole("menuitem", { name: /Try again|Retry/ }).click();
    const again = await untilReason(tenant, waiting.id, "ENDPOINT_ACCEPTANCE");
    await outside.accept(again.endpoint?.id ?? "");
    await expect(page.getByText("Available").first()).toBeVisible();
    await expectAccessible(page);
  });

  test("a bastion with another host key is not spoken to until somebody has compared it", async ({
    page,
  }) => {
    const tenant = await newTenant("Host key");
    const { host, port, user } = await outside.bastion();
    const made = await create<{ id: string }>(`/tenants/${tenant.id}/connections`, tenant.admin, {
      kind: "SSH_BASTION",
      name: "acme-bastion",
      host,
      port,
      user,
    });
    await untilReason(tenant, made.id, "HOST_KEY_APPROVAL");
    await signIn(page, tenant.admin);
    await open(page, `/tenants/${tenant.id}/connections/${made.id}`);

    await page.getByRole("button", { name: "Approve the host key" }).click();
    await page.getByLabel("I have compared the fingerprint on the bastion itself").check();
    await page.getByRole("button", { name: "Approve", exact: true }).click();
    await untilReason(tenant, made.id, "PUBLIC_KEY_NOT_INSTALLED");
    await outside.changeHostKey();

    await untilReason(tenant, made.id, "HOST_KEY_CHANGED");
    await expect(page.getByText(/host key/i).first()).toBeVisible();
    await expectAccessible(page);
  });

  test("one that is ready shows its endpoint and how it came about", async ({ page }) => {
    const tenant = await newTenant("Ready");
    const ready = await readyConnection(tenant);
    await signIn(page, tenant.viewer);

    await open(page, `/tenants/${tenant.id}/connections/${ready.id}`);

    await expect(page.getByText(ready.endpoint?.id ?? "none").first()).toBeVisible();
    await expect(page.getByRole("heading", { name: "History" })).toBeVisible();
    await expectAccessible(page);
  });
});
