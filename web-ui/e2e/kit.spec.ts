import { connectionOn, kitText, PATIENCE, step, waitingForAcceptance } from "./newcomer";
import { expect, expectAccessibleInBothModes, open, signIn, test } from "./story";
import { newTenant, operatorToken, outside } from "./world";

test.describe("The kit", () => {
  test("has its texts to read, to copy and to keep, and only once somebody wants them", async ({
    page,
    context,
  }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const tenant = await newTenant("Kit");
    await signIn(page, tenant.admin);
    await open(page, `/tenants/${tenant.id}/connections/new`);
    await page.getByRole("radio", { name: "SSH bastion" }).check();
    await page.getByLabel("Name", { exact: true }).fill("acme-bastion");
    await page.getByLabel("Host", { exact: true }).fill("bastion.acme.example");
    await page.getByLabel("User", { exact: true }).fill("postern");
    await page.getByRole("button", { name: "Make the connection" }).click();
    await page.getByRole("link", { name: "See the connection" }).click();

    await page.getByRole("tab", { name: "Kit" }).click();
    for (const title of [
      "Postern's keys",
      "Settings of sshd that matter",
      "Prove the path",
      "librdkafka (C)",
    ]) {
      await expect(page.getByRole("button", { name: title })).toBeVisible();
    }
    await expect(page.getByRole("group", { name: "The KafkaJS" })).toHaveCount(0);
    await page.getByRole("button", { name: "KafkaJS" }).click();
    await expect(page.getByRole("group", { name: "The KafkaJS" })).toContainText("socketFactory");
    await page.getByRole("button", { name: "Copy the KafkaJS" }).click();

    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await kitText(tenant, connectionOn(page), "kafkajs"));
    const kept = page.waitForEvent("download");
    await page.getByRole("button", { name: /^Download kafkajs/ }).click();
    expect((await kept).suggestedFilename()).toMatch(/^kafkajs.*\.mjs$/);
    await expectAccessibleInBothModes(page);
    await page.getByRole("link", { name: "Continue onboarding" }).click();
    await expect(page.getByRole("heading", { name: "Onboarding of acme-bastion" })).toBeVisible();
  });
});

test.describe("The operator", () => {
  test.setTimeout(120_000);
  test.use({ expectedErrors: [/status of 409/] });

  test("lets a connection share a service that another one has", async ({ page }) => {
    const serviceName = await outside.serviceName();
    await waitingForAcceptance("First");
    const tenant = await newTenant("Shared");
    await signIn(page, tenant.admin);
    await open(page, `/tenants/${tenant.id}/connections/new`);
    await page.getByLabel("Name", { exact: true }).fill("acme-second");
    await page.getByLabel("Region", { exact: true }).click();
    await page.getByRole("option", { name: "us-east-1" }).click();
    await page.getByLabel("Availability zones").click();
    await page.getByRole("option", { name: "use1-az1" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Make the connection" }).click();
    await expect(step(page, "Make the endpoint service and tell its name")).toBeVisible(PATIENCE);
    const connection = connectionOn(page);
    await page.getByLabel("Name of the endpoint service").fill(serviceName);
    await page.getByRole("button", { name: "Name the service" }).click();
    await expect(page.getByRole("alert").getByText(/ask the operator/)).toBeVisible();
    await page.getByRole("link", { name: "See the connection" }).click();
    await page.getByRole("button", { name: "Actions" }).click();
    await expect(page.getByRole("menuitem", { name: "Edit" })).toBeVisible();
    await expect(page.getByRole("menuitem", { name: "Let it share a service" })).toHaveCount(0);

    await page.context().clearCookies();
    await signIn(page, operatorToken);
    await open(page, `/tenants/${tenant.id}/connections/${connection}`);
    await page.getByRole("button", { name: "Actions" }).click();
    await page.getByRole("menuitem", { name: "Let it share a service" }).click();
    await expect(page.getByText(/reaches the Kafka cluster behind it/)).toBeVisible();
    await page.getByLabel("Name of the endpoint service").fill(serviceName);
    await expectAccessibleInBothModes(page);
    await page.getByRole("button", { name: "Permit it" }).click();

    await expect(page.getByText(/may use com\.amazonaws\.vpce/)).toBeVisible();
    await page.context().clearCookies();
    await signIn(page, tenant.admin);
    await open(page, `/tenants/${tenant.id}/connections/${connection}/onboarding`);
    await page.getByLabel("Name of the endpoint service").fill(serviceName);
    await page.getByRole("button", { name: "Name the service" }).click();
    await expect(step(page, "Allow the principal to use the service")).toBeVisible(PATIENCE);
  });
});
