import type { Page } from "@playwright/test";
import { required } from "./environment";
import { choose, press, tabTo, write } from "./keyboard";
import { expect, expectAccessible, open, signIn, test } from "./story";
import { create, newTenant, operatorToken, outside, put, read, type Tenant, untilReason } from "./world";

/** Bastions and brokers take their time. */
const PATIENCE = { timeout: 60_000 };

function step(page: Page, title: string) {
  return page.getByRole("heading", { name: title, level: 2 });
}

async function expectAccessibleByDayAndNight(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "light" });
}

/** The connection that the page is about. */
function connectionOn(page: Page): string {
  return /connections\/(con_\w+)/.exec(page.url())?.[1] ?? "none";
}

/** What stands in the box of a text of the kit. */
async function textOf(page: Page, title: string): Promise<string> {
  return (await page.getByRole("group", { name: `The ${title}` }).textContent()) ?? "";
}

/** The administrator of the bastion puts lines where they go. */
async function install(lines: string): Promise<void> {
  const answer = await fetch(`${required("SANDBOX_URL")}/bastions/acme/authorized-keys`, {
    method: "PUT",
    body: lines,
    signal: AbortSignal.timeout(30_000),
  });
  expect(answer.ok, await answer.text()).toBe(true);
}

async function kitText(tenant: Tenant, connection: string, id: string): Promise<string> {
  const { kit } = await read<{ kit: { id: string; content: string }[] }>(
    `/tenants/${tenant.id}/connections/${connection}/onboarding`,
    tenant.admin,
  );
  return kit.find((item) => item.id === id)?.content ?? "";
}

/** A tenant whose connection has found the service, and waits for its endpoint to be accepted. */
async function waitingForAcceptance(
  name: string,
): Promise<{ tenant: Tenant; path: string; endpoint: string }> {
  const tenant = await newTenant(name);
  const serviceName = await outside.serviceName();
  const { id } = await create<{ id: string }>(`/tenants/${tenant.id}/connections`, tenant.admin, {
    kind: "AWS_PRIVATELINK",
    name: "acme-kafka",
    availabilityZones: ["use1-az1", "use1-az2", "use1-az4"],
  });
  const path = `/tenants/${tenant.id}/connections/${id}`;
  // Other stories have the same service.
  await put(`${path}/claim-waiver`, operatorToken, { serviceName });
  const { principal } = await untilReason(tenant, id, "SERVICE_NAME_NEEDED");
  await outside.allow(serviceName, principal ?? "");
  const answer = await fetch(`${required("POSTERN_URL")}/api/v1${path}`, {
    method: "PATCH",
    headers: { Authorization: `Bearer ${tenant.admin}`, "Content-Type": "application/merge-patch+json" },
    body: JSON.stringify({ serviceName }),
    signal: AbortSignal.timeout(30_000),
  });
  expect(answer.ok, await answer.text()).toBe(true);
  const { endpoint } = await untilReason(tenant, id, "ENDPOINT_ACCEPTANCE");
  return { tenant, path, endpoint: endpoint?.id ?? "" };
}

test.describe("From nothing to a validated mapping", () => {
  test.setTimeout(180_000);
  // The browser tells of each answer that is no success.
  test.use({ expectedErrors: [/status of 422/] });
  test.afterEach(() => outside.mendBastion());

  test("over AWS PrivateLink", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const tenant = await newTenant("Newcomer");
    const serviceName = await outside.serviceName();
    await signIn(page, tenant.admin);
    await open(page, `/tenants/${tenant.id}`);

    await page.getByRole("link", { name: "Make a connection" }).click();
    await page.getByLabel("Name", { exact: true }).fill("acme-kafka");
    await page.getByLabel("Region", { exact: true }).click();
    await page.getByRole("option", { name: "us-east-1" }).click();
    await page.getByLabel("Availability zones").click();
    for (const zone of ["use1-az1", "use1-az2", "use1-az4"]) {
      await page.getByRole("option", { name: zone }).click();
    }
    await page.keyboard.press("Escape");
    await expectAccessibleByDayAndNight(page);
    await page.getByRole("button", { name: "Make the connection" }).click();

    await expect(step(page, "Make the endpoint service and tell its name")).toBeVisible(PATIENCE);
    const connection = connectionOn(page);
    await page.getByRole("button", { name: "Copy the Terraform for your AWS account" }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('resource "aws_vpc_endpoint_service" "postern"');
    expect(copied).toBe(await kitText(tenant, connection, "terraform"));
    await expectAccessibleByDayAndNight(page);
    // Other stories have the same service.
    await put(`/tenants/${tenant.id}/connections/${connection}/claim-waiver`, operatorToken, { serviceName });
    const named = page.getByLabel("Name of the endpoint service");
    await page.getByRole("button", { name: "Name the service" }).click();
    await expect(named).toBeFocused();
    await named.fill(serviceName);
    await page.getByRole("button", { name: "Name the service" }).click();

    await expect(step(page, "Allow the principal to use the service")).toBeVisible(PATIENCE);
    const { principal } = await untilReason(tenant, connection, "SERVICE_NOT_VISIBLE");
    await expect(page.getByRole("group", { name: "The command" })).toContainText(principal ?? "none");
    await outside.allow(serviceName, principal ?? "");

    await expect(step(page, "Accept the endpoint")).toBeVisible(PATIENCE);
    const { endpoint } = await untilReason(tenant, connection, "ENDPOINT_ACCEPTANCE");
    await outside.accept(endpoint?.id ?? "");

    await expect(step(page, "Add the cluster")).toBeVisible(PATIENCE);
    await page.getByRole("link", { name: "Add the cluster", exact: true }).last().click();
    await page.getByLabel("Name", { exact: true }).fill("orders");
    await page.getByLabel("Bootstrap addresses").fill("kafka.acme.internal:9092");
    await page.getByLabel("Protocol").click();
    await page.getByRole("option", { name: "PLAINTEXT", exact: true }).click();
    await page.getByRole("button", { name: "Create the cluster" }).click();

    await expect(step(page, "Validate the cluster")).toBeVisible(PATIENCE);
    await page.getByRole("button", { name: "Validate now" }).click();
    await expect(step(page, "The mapping is validated")).toBeVisible(PATIENCE);
    await expectAccessibleByDayAndNight(page);
    await page.getByRole("link", { name: "See the ways of orders" }).click();
    await expect(page.getByText("Healthy").first()).toBeVisible();
  });

  test("though the cluster was told wrongly at first", async ({ page }) => {
    const { tenant, path, endpoint } = await waitingForAcceptance("Mistaken");
    await outside.accept(endpoint);
    const connectionId = path.split("/").at(-1) ?? "";
    await untilReason(tenant, connectionId, "READY");
    await create(`/tenants/${tenant.id}/clusters`, tenant.admin, {
      name: "orders",
      bootstrap: ["kafka.acme.internal:9092"],
      security: { protocol: "PLAINTEXT" },
      bootstrapRoute: { connectionId, port: 9099 },
      routes: [{ match: { nodeIds: "1-40" }, connectionId, port: { kind: "NODE_ID_PLUS", value: 9000 } }],
    });
    await signIn(page, tenant.admin);

    await open(page, `${path}/onboarding`);
    await expect(step(page, "The brokers are in the mapping")).toBeVisible(PATIENCE);
    await expect(page.getByText(/could not ask the cluster/)).toBeVisible(PATIENCE);
    await expect(page.getByText(/\$POSTERN_URL/)).toBeHidden();
    await page.getByRole("link", { name: "Change the cluster" }).click();
    await expect(page.getByRole("heading", { name: "Change orders" })).toBeVisible();
    await expectAccessibleByDayAndNight(page);
    await page.getByLabel("Port of the any-broker listener").fill("9091");
    await page.getByRole("button", { name: "Save the changes" }).click();

    await expect(step(page, "Validate the cluster")).toBeVisible(PATIENCE);
    await page.getByRole("button", { name: "Validate now" }).click();
    await expect(step(page, "The mapping is validated")).toBeVisible(PATIENCE);
  });

  test.describe("by keyboard alone", () => {
    test("over an SSH bastion", async ({ page }) => {
      const tenant = await newTenant("Keyboard");
      const bastion = await outside.bastion();
      await signIn(page, tenant.admin);
      await open(page, `/tenants/${tenant.id}/connections`);

      await press(page, page.getByRole("link", { name: "Make a connection" }).first());
      await tabTo(page, page.getByRole("radio", { name: "AWS PrivateLink" }));
      await page.keyboard.press("ArrowRight");
      await expect(page.getByRole("radio", { name: "SSH bastion" })).toBeChecked();
      await press(page, page.getByRole("button", { name: "Make the connection" }));
      // Whoever has filled in nothing is led to the first thing that is missing.
      await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
      await expectAccessibleByDayAndNight(page);
      await write(page, page.getByLabel("Name", { exact: true }), "acme-bastion");
      await write(page, page.getByLabel("Host", { exact: true }), bastion.host);
      await write(page, page.getByLabel("Port", { exact: true }), String(bastion.port));
      await write(page, page.getByLabel("User", { exact: true }), bastion.user);
      await press(page, page.getByRole("button", { name: "Make the connection" }));

      await expect(step(page, "Approve the bastion's host key")).toBeVisible(PATIENCE);
      const connection = connectionOn(page);
      await expect(page.getByText(bastion.fingerprint)).toBeVisible(PATIENCE);
      await expectAccessibleByDayAndNight(page);
      await press(page, page.getByLabel("I have compared the fingerprint"), "Space");
      await press(page, page.getByRole("button", { name: "Approve the host key" }));

      await expect(step(page, "Let Postern's keys in")).toBeVisible(PATIENCE);
      await expect(step(page, "Let Postern's keys in").locator("[tabindex]")).toBeFocused();
      await install(await textOf(page, "Postern's keys"));

      await expect(step(page, "Add the cluster")).toBeVisible(PATIENCE);
      await press(page, page.getByRole("link", { name: "Add the cluster", exact: true }).last());
      await write(page, page.getByLabel("Name", { exact: true }), "orders");
      await write(page, page.getByLabel("Bootstrap addresses"), "b-1.kafka.acme.internal:9092");
      await choose(page, page.getByLabel("Protocol"), "PLAINTEXT");
      await press(page, page.getByRole("button", { name: "Create the cluster" }));

      // New brokers make new lines, until all of them are known and let through.
      await expect(page.getByRole("heading", { name: "Onboarding of acme-bastion" })).toBeVisible(PATIENCE);
      const validated = step(page, "The mapping is validated");
      const validate = page.getByRole("button", { name: "Validate now" });
      await expect(async () => {
        await install(await kitText(tenant, connection, "authorized-keys"));
        if (!(await validated.isVisible()) && (await validate.isEnabled())) {
          await press(page, validate);
        }
        await expect(validated).toBeVisible({ timeout: 5_000 });
      }).toPass({ timeout: 90_000 });

      await press(page, page.getByRole("link", { name: "See the ways of orders" }));
      await expect(page.getByText("Healthy").first()).toBeVisible();
    });
  });
});

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
    await expectAccessibleByDayAndNight(page);
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
    await expectAccessibleByDayAndNight(page);
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
