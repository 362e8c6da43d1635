import type { Page } from "@playwright/test";
import { expect, expectAccessibleInBothModes, open, signIn, test } from "./story";
import {
  mappedCluster,
  newTenant,
  operatorToken,
  outside,
  readyConnection,
  unknownBastion,
  validated,
} from "./world";

/** What the pages are of: a tenant with something of everything, and something wrong. */
interface Shown {
  tenant: string;
  ready: string;
  bastion: string;
  cluster: string;
  validation: string;
}

/** Of the lists that are long by now, a part: axe looks at each row. */
const OPERATORS = [
  "/",
  "/connections?kind=SSH_BASTION",
  "/tenants?name=Accessible",
  "/tenants/new",
  "/tokens",
  "/audit?action=cluster.deleted",
  "/settings",
  "/nowhere",
];

const TENANTS: ((shown: Shown) => string)[] = [
  () => "",
  () => "/connections",
  ({ ready }) => `/connections/${ready}`,
  ({ ready }) => `/connections/${ready}?tab=kit`,
  ({ bastion }) => `/connections/${bastion}`,
  ({ bastion }) => `/connections/${bastion}/onboarding`,
  () => "/connections/new",
  () => "/clusters",
  () => "/clusters/new",
  ({ cluster }) => `/clusters/${cluster}`,
  ({ cluster }) => `/clusters/${cluster}?as=table`,
  ({ cluster }) => `/clusters/${cluster}?tab=mapping`,
  ({ cluster }) => `/clusters/${cluster}?tab=validations`,
  ({ cluster }) => `/clusters/${cluster}?tab=topology`,
  ({ cluster }) => `/clusters/${cluster}?tab=configuration`,
  ({ cluster }) => `/clusters/${cluster}/edit`,
  ({ cluster, validation }) => `/clusters/${cluster}/validations/${validation}`,
  () => "/tokens",
  () => "/audit",
  () => "/settings",
];

/** For the names of stories. */
const NAMES: Shown = {
  tenant: ":tenant",
  ready: ":privatelink",
  bastion: ":bastion",
  cluster: ":cluster",
  validation: ":validation",
};

test.describe("Every page is accessible, in light and in dark:", () => {
  let shown: Shown;
  test.beforeAll(async () => {
    const tenant = await newTenant("Accessible");
    const ready = await readyConnection(tenant);
    const cluster = await mappedCluster(tenant, ready.id);
    await outside.cross("acme-kafka", 9001, 9002);
    const validation = await validated(tenant, cluster).finally(() => outside.uncross("acme-kafka"));
    const bastion = await unknownBastion(tenant);
    shown = { tenant: tenant.id, ready: ready.id, bastion: bastion.id, cluster, validation: validation.id };
  });

  for (const path of OPERATORS) {
    test(path, async ({ page }) => {
      await signIn(page, operatorToken);
      await isAccessible(page, path);
    });
  }
  for (const path of TENANTS) {
    test(`/:tenant${path(NAMES)}`, async ({ page }) => {
      await signIn(page, operatorToken);
      await isAccessible(page, `/tenants/${shown.tenant}${path(shown)}`);
    });
  }
});

async function isAccessible(page: Page, path: string): Promise<void> {
  await open(page, path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText(/^Loading/)).toHaveCount(0);
  await expectAccessibleInBothModes(page);
}
