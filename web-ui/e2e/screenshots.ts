import type { Page } from "@playwright/test";
import { expect, open, signIn, test } from "./story";
import {
  create,
  hundredBrokers,
  mappedCluster,
  newTenant,
  operatorToken,
  outside,
  readyConnection,
  type Tenant,
  unknownBastion,
  validated,
  waitingConnection,
} from "./world";

const DIRECTORY = "target/screenshots";
const WIDTHS = [1280, 1920];
const HEIGHT = 900;

test("every page", async ({ page }) => {
  const tenant = await newTenant("Acme");
  const ready = await readyConnection(tenant);
  const cluster = await mappedCluster(tenant, ready.id);
  await signIn(page, tenant.admin);
  const at = `/tenants/${tenant.id}`;
  await take(page, "cluster-unvalidated", `${at}/clusters/${cluster}`);
  await validated(tenant, cluster);
  await take(page, "cluster-right", `${at}/clusters/${cluster}`);
  await crossed(tenant, cluster);
  const waiting = await another(tenant);
  const bastion = await unknownBastion(tenant);
  await take(page, "tenant", at);
  await take(page, "connections", `${at}/connections`);
  await take(page, "connection-waiting", `${at}/connections/${waiting}`);
  await take(page, "connection-ready", `${at}/connections/${ready.id}`);
  await take(page, "connection-kit", `${at}/connections/${ready.id}?tab=kit`);
  await take(page, "connection-new", `${at}/connections/new`);
  await take(page, "onboarding", `${at}/connections/${waiting}/onboarding`);
  await take(page, "onboarding-bastion", `${at}/connections/${bastion.id}/onboarding`);
  await take(page, "connection-bastion", `${at}/connections/${bastion.id}`);
  await take(page, "clusters", `${at}/clusters`);
  await take(page, "cluster-edit", `${at}/clusters/${cluster}/edit`);
  await take(page, "cluster-new", `${at}/clusters/new`);
  await take(page, "cluster-crossed", `${at}/clusters/${cluster}`);
  for (const tab of ["mapping", "validations", "topology", "configuration"]) {
    await take(page, `cluster-${tab}`, `${at}/clusters/${cluster}?tab=${tab}`);
  }
  await open(page, `${at}/clusters/${cluster}?tab=validations`);
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1, name: /Validation of/ })).toBeVisible();
  await shoot(page, "validation");
});

test("the operator's pages", async ({ page }) => {
  await page.context().clearCookies();
  await take(page, "sign-in", "/sign-in");
  await signIn(page, operatorToken);
  for (const name of ["connections", "tenants", "tenants/new", "tokens", "audit", "settings"]) {
    await take(page, `operator-${name.replace("/", "-")}`, `/${name}`);
  }
  await take(page, "operator", "/");
});

test("a cluster of a hundred brokers", async ({ page }) => {
  test.skip(
    (await outside.serviceNameIfAny("many-1")) === undefined,
    "There is no crowd, see CONTRIBUTING.md.",
  );
  const tenant = await newTenant("Globex");
  const cluster = await hundredBrokers(tenant);
  await outside.cross("many-2", 9142, 9177);
  await validated(tenant, cluster).finally(() => outside.uncross("many-2"));
  await signIn(page, tenant.admin);
  await take(page, "hundred", `/tenants/${tenant.id}/clusters/${cluster}`);
  await take(page, "hundred-table", `/tenants/${tenant.id}/clusters/${cluster}?as=table`);
});

async function crossed(tenant: Tenant, cluster: string): Promise<void> {
  await outside.cross("acme-kafka", 9001, 9002);
  await validated(tenant, cluster).finally(() => outside.uncross("acme-kafka"));
}

async function another(tenant: Tenant): Promise<string> {
  await create(`/tenants/${tenant.id}/connections`, tenant.admin, {
    kind: "AWS_PRIVATELINK",
    name: "acme-analytics",
    availabilityZones: ["use1-az1"],
  });
  return (await waitingConnection(tenant, "acme-kafka", "acme-payments")).id;
}

async function take(page: Page, name: string, path: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: HEIGHT });
  await open(page, path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText(/^Loading/)).toHaveCount(0);
  await shoot(page, name);
}

async function shoot(page: Page, name: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT });
    // As high as the page: a screenshot of more than the window resizes it meanwhile, which closes the navigation.
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width, height: Math.max(HEIGHT, height) });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.screenshot({
        path: `${DIRECTORY}/${width}-${colorScheme}/${name}.png`,
        animations: "disabled",
      });
    }
  }
}
