import type { Page } from "@playwright/test";
import { expect, fact, open, signIn, test } from "./story";
import { newTenant, outside, waitingConnection } from "./world";

const NOT_LIVE = "Not live";

test.describe("A page that is open", () => {
  test("changes as soon as an event tells it to, and asks for nothing before", async ({ page, context }) => {
    const tenant = await newTenant("Live");
    const waiting = await waitingConnection(tenant);
    await signIn(page, tenant.admin);
    const happened = await follow(page, waiting.id);
    const streamed = page.waitForResponse((answer) => answer.url().endsWith(`/tenants/${tenant.id}/events`));
    await open(page, `/tenants/${tenant.id}/connections/${waiting.id}`);
    expect((await streamed).status()).toBe(200);
    await expect(fact(page, "Why")).toHaveText("Endpoint waits to be accepted");
    await page.waitForLoadState("load");
    happened.length = 0;

    await outside.accept(waiting.endpoint?.id ?? "");

    await expect(fact(page, "Phase")).toHaveText("Available");
    expect(happened[0], "what comes first of all that happens from then on").toBe("event");
    expect(happened).toContain("read");
    await expect(page.getByText(NOT_LIVE)).toHaveCount(0);
    expect(context.pages(), "nobody opened it anew").toHaveLength(1);
  });

  test.describe("without the stream of events", () => {
    test.use({ expectedErrors: [/status of 503/] });

    test("reads anew every few seconds and says so, until the stream is back", async ({ page }) => {
      const tenant = await newTenant("Polling");
      const waiting = await waitingConnection(tenant);
      await signIn(page, tenant.admin);
      await page.route("**/api/v1/**/events", (route) =>
        route.fulfill({ status: 503, contentType: "application/problem+json", body: "{}" }),
      );
      await open(page, `/tenants/${tenant.id}/connections/${waiting.id}`);
      await expect(page.getByRole("button", { name: /Changes do not arrive live/ })).toBeVisible();

      await outside.accept(waiting.endpoint?.id ?? "");

      await expect(fact(page, "Phase")).toHaveText("Available");
      await expect(page.getByText(NOT_LIVE).filter({ visible: true })).toHaveCount(1);
      await page.unroute("**/api/v1/**/events");
      await expect(page.getByText(NOT_LIVE)).toHaveCount(0, { timeout: 30_000 });
    });
  });
});

/** What the browser hears of the connection on the stream, and when the page reads it. */
async function follow(page: Page, connectionId: string): Promise<("event" | "read")[]> {
  const happened: ("event" | "read")[] = [];
  const network = await page.context().newCDPSession(page);
  await network.send("Network.enable");
  network.on("Network.eventSourceMessageReceived", ({ data }) => {
    if (data.includes(connectionId)) {
      happened.push("event");
    }
  });
  page.on("request", (request) => {
    if (request.url().endsWith(`/connections/${connectionId}`) && request.resourceType() === "fetch") {
      happened.push("read");
    }
  });
  return happened;
}
