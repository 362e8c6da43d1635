import { expect, fact, open, signIn, test } from "./story";
import {
  create,
  newTenant,
  newToken,
  outside,
  readyConnection,
  unknownBastion,
  untilReason,
  waitingConnection,
} from "./world";

test.describe("Connections", () => {
  test.afterEach(() => outside.mendBastion());

  test("an endpoint that the tenant rejects says so at once, and is tried again when asked", async ({
    page,
  }) => {
    const tenant = await newTenant("Rejected");
    const waiting = await waitingConnection(tenant);
    await signIn(page, tenant.admin);
    await open(page, `/tenants/${tenant.id}/connections/${waiting.id}`);
    await expect(fact(page, "Why")).toHaveText("Endpoint waits to be accepted");

    await outside.reject(waiting.endpoint?.id ?? "");

    await expect(fact(page, "Why")).toHaveText("Endpoint was rejected");
    await expect(fact(page, "Waiting on")).toHaveText("You");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(fact(page, "Why")).toHaveText("Endpoint waits to be accepted");
    const again = await untilReason(tenant, waiting.id, "ENDPOINT_ACCEPTANCE");
    expect(again.endpoint?.id).not.toBe(waiting.endpoint?.id);
    await outside.accept(again.endpoint?.id ?? "");
    await expect(fact(page, "Phase")).toHaveText("Available");
  });

  test("a bastion with another host key is not spoken to until somebody has compared it", async ({
    page,
  }) => {
    const tenant = await newTenant("Host key");
    const made = await unknownBastion(tenant);
    const before = await outside.bastion();
    await signIn(page, tenant.admin);
    await open(page, `/tenants/${tenant.id}/connections/${made.id}`);

    await page.getByRole("button", { name: "Approve host key" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText(before.fingerprint)).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Approve", exact: true })).toBeDisabled();
    await dialog.getByLabel("I have compared the fingerprint on the bastion itself").check();
    await dialog.getByRole("button", { name: "Approve", exact: true }).click();
    await expect(fact(page, "Why")).toHaveText("Public key not installed");

    await outside.changeHostKey();

    await expect(fact(page, "Why")).toHaveText("Host key has changed");
    const after = await outside.bastion();
    expect(after.fingerprint).not.toBe(before.fingerprint);
    await page.getByRole("button", { name: "Approve host key" }).click();
    await expect(dialog.getByText("This is another key than was approved.")).toBeVisible();
    await expect(dialog.getByText(after.fingerprint)).toBeVisible();
  });

  test("somebody who may only look sees how it came about, and why they cannot change it", async ({
    page,
  }) => {
    const tenant = await newTenant("Ready");
    const ready = await readyConnection(tenant);
    const viewer = await newToken(tenant.id, "TENANT_VIEWER");
    await signIn(page, viewer.secret);

    await open(page, `/tenants/${tenant.id}/connections/${ready.id}`);

    await expect(page.getByText(ready.endpoint?.id ?? "none").first()).toBeVisible();
    const history = page.getByRole("list", { name: "History, newest first" });
    await expect(history.getByRole("listitem").first()).toContainText("Ready");
    await expect(history).toContainText("Endpoint waits to be accepted");
    await page.getByRole("button", { name: "Try again" }).hover();
    const reason = page.getByText("Your role may look at connections, but not change them.");
    await expect(reason.filter({ visible: true })).toHaveCount(1);
  });

  test.describe("of somebody else", () => {
    test.use({ expectedErrors: [/status of (403|404)/] });

    test("do not exist for a tenant, who sees its own and nothing more", async ({ page }) => {
      const [acme, other] = [await newTenant("Acme"), await newTenant("Other")];
      const made = await privateLink(acme, "acme-only");
      await privateLink(other, "others-own");
      await signIn(page, other.admin);

      await open(page, "/");
      await expect(page.getByRole("heading", { name: other.name, level: 1 })).toBeVisible();
      await page.getByRole("navigation").getByRole("link", { name: "Connections" }).click();
      await expect(page.getByRole("link", { name: "others-own" })).toBeVisible();
      await expect(page.getByText("acme-only")).toHaveCount(0);
      await expect(page.getByRole("navigation").getByRole("link", { name: "Tenants" })).toHaveCount(0);

      for (const path of ["", "/connections", `/connections/${made.id}`, "/clusters", "/tokens", "/audit"]) {
        await open(page, `/tenants/${acme.id}${path}`);
        await expect(page.getByText("There is no such").first(), path).toBeVisible();
        await expect(page.getByText(/acme-only|Acme /), path).toHaveCount(0);
      }
      await open(page, "/connections");
      await expect(page.getByText("You may not see or do this")).toBeVisible();
      await open(page, "/tenants");
      await expect(page.getByText("This page is the operator’s")).toBeVisible();
    });
  });
});

function privateLink(tenant: { id: string; admin: string }, name: string): Promise<{ id: string }> {
  return create(`/tenants/${tenant.id}/connections`, tenant.admin, {
    kind: "AWS_PRIVATELINK",
    name,
    availabilityZones: ["use1-az1"],
  });
}
