import { expect, type Page } from "@playwright/test";
import { required } from "./environment";
import { newTenant, read, type Tenant, waitingConnection } from "./world";

/** Bastions and brokers take their time. */
export const PATIENCE = { timeout: 60_000 };

export function step(page: Page, title: string) {
  return page.getByRole("heading", { name: title, level: 2 });
}

/** The connection that the page is about. */
export function connectionOn(page: Page): string {
  return /connections\/(con_\w+)/.exec(page.url())?.[1] ?? "none";
}

/** What stands in the box of a text of the kit. */
export async function textOf(page: Page, title: string): Promise<string> {
  return (await page.getByRole("group", { name: `The ${title}` }).textContent()) ?? "";
}

/** The administrator of the bastion puts lines where they go. */
export async function install(lines: string): Promise<void> {
  const answer = await fetch(`${required("SANDBOX_URL")}/bastions/acme/authorized-keys`, {
    method: "PUT",
    body: lines,
    signal: AbortSignal.timeout(30_000),
  });
  expect(answer.ok, await answer.text()).toBe(true);
}

export async function kitText(tenant: Tenant, connection: string, id: string): Promise<string> {
  const { kit } = await read<{ kit: { id: string; content: string }[] }>(
    `/tenants/${tenant.id}/connections/${connection}/onboarding`,
    tenant.admin,
  );
  return kit.find((item) => item.id === id)?.content ?? "";
}

/** A tenant whose connection has found the service, and waits for its endpoint to be accepted. */
export async function waitingForAcceptance(
  name: string,
): Promise<{ tenant: Tenant; path: string; endpoint: string }> {
  const tenant = await newTenant(name);
  const { id, endpoint } = await waitingConnection(tenant);
  return { tenant, path: `/tenants/${tenant.id}/connections/${id}`, endpoint: endpoint?.id ?? "" };
}
