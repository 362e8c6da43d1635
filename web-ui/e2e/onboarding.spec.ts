import { choose, press, tabTo, write } from "./keyboard";
import { connectionOn, install, kitText, PATIENCE, step, textOf, waitingForAcceptance } from "./newcomer";
import { expect, expectAccessibleInBothModes, open, signIn, test } from "./story";
import { create, newTenant, operatorToken, outside, put, untilReason } from "./world";

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
    await expectAccessibleInBothModes(page);
    await page.getByRole("button", { name: "Make the connection" }).click();

    await expect(step(page, "Make the endpoint service and tell its name")).toBeVisible(PATIENCE);
    const connection = connectionOn(page);
    await page.getByRole("button", { name: "Copy the Terraform for your AWS account" }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('resource "aws_vpc_endpoint_service" "postern"');
    expect(copied).toBe(await kitText(tenant, connection, "terraform"));
    await expectAccessibleInBothModes(page);
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
    await expectAccessibleInBothModes(page);
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
    await expectAccessibleInBothModes(page);
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
      await expectAccessibleInBothModes(page);
      await write(page, page.getByLabel("Name", { exact: true }), "acme-bastion");
      await write(page, page.getByLabel("Host", { exact: true }), bastion.host);
      await write(page, page.getByLabel("Port", { exact: true }), String(bastion.port));
      await write(page, page.getByLabel("User", { exact: true }), bastion.user);
      await press(page, page.getByRole("button", { name: "Make the connection" }));

      await expect(step(page, "Approve the bastion's host key")).toBeVisible(PATIENCE);
      const connection = connectionOn(page);
      await expect(page.getByText(bastion.fingerprint)).toBeVisible(PATIENCE);
      await expectAccessibleInBothModes(page);
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
