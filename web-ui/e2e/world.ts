import { expect } from "@playwright/test";
import { required } from "./environment";

/** The API as the operator or a tenant has it, and the world outside: for what a story needs and does not tell. */
const POSTERN = `${required("POSTERN_URL")}/api/v1`;
const SANDBOX = required("SANDBOX_URL");

export const operatorToken = required("POSTERN_TOKEN");

export interface Tenant {
  id: string;
  name: string;
  admin: string;
  viewer: string;
}

async function ask<T>(method: string, url: string, token: string, body?: unknown): Promise<T> {
  const answer = await fetch(url, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await answer.text();
  expect(answer.ok, `${method} ${url}: ${answer.status} ${text}`).toBe(true);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

export function create<T extends { id: string }>(path: string, token: string, body: unknown): Promise<T> {
  return ask("POST", POSTERN + path, token, body);
}

export function read<T>(path: string, token: string): Promise<T> {
  return ask("GET", POSTERN + path, token);
}

export function put(path: string, token: string, body?: unknown): Promise<unknown> {
  return ask("PUT", POSTERN + path, token, body);
}

let tenants = 0;

/** A tenant of its own, so that no story sees another one's. */
export async function newTenant(name: string): Promise<Tenant> {
  const unique = `${name} ${Date.now().toString(36)}${++tenants}`;
  const { id } = await create<{ id: string }>("/tenants", operatorToken, { name: unique });
  const token = async (role: string) => {
    const made = await create<{ id: string; secret: string }>(`/tenants/${id}/tokens`, operatorToken, {
      name: role.toLowerCase(),
      role,
    });
    return made.secret;
  };
  return { id, name: unique, admin: await token("TENANT_ADMIN"), viewer: await token("TENANT_VIEWER") };
}

interface Connection {
  id: string;
  reason: string;
  principal: string | null;
  endpoint: { id: string } | null;
}

export async function untilReason(tenant: Tenant, id: string, reason: string): Promise<Connection> {
  let connection: Connection | undefined;
  await expect
    .poll(
      async () => {
        connection = await read<Connection>(`/tenants/${tenant.id}/connections/${id}`, tenant.admin);
        return connection.reason;
      },
      { timeout: 30_000 },
    )
    .toBe(reason);
  return connection as Connection;
}

/** What the tenant's side does, and what goes wrong there: the sandbox's own commands. */
export const outside = {
  async serviceName(): Promise<string> {
    const state = (await (await fetch(`${SANDBOX}/state`)).json()) as {
      services: { serviceName: string; loadBalancer: string }[];
    };
    const service = state.services.find(({ loadBalancer }) => loadBalancer === "acme-kafka");
    expect(service, "the sandbox has a service in front of acme-kafka").toBeDefined();
    return service?.serviceName ?? "";
  },
  allow: (service: string, principal: string) => command(`/services/${service}/allow`, { principal }),
  accept: (endpoint: string) => command(`/vpc-endpoints/${endpoint}/accept`),
  reject: (endpoint: string) => command(`/vpc-endpoints/${endpoint}/reject`),
  cross: () => command("/load-balancers/acme-kafka/cross", { ports: [9001, 9002] }),
  uncross: () => command("/load-balancers/acme-kafka/uncross"),
  bastion: async (): Promise<{ host: string; port: number; user: string; fingerprint: string }> =>
    (await (await fetch(`${SANDBOX}/bastions/acme`)).json()) as {
      host: string;
      port: number;
      user: string;
      fingerprint: string;
    },
  changeHostKey: () => command("/bastions/acme/change-host-key"),
  mendBastion: () => command("/bastions/acme/mend"),
};

async function command(path: string, body?: unknown): Promise<void> {
  const answer = await fetch(SANDBOX + path, {
    method: "POST",
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  expect(answer.ok, `${path}: ${answer.status} ${await answer.text()}`).toBe(true);
}

/** A connection to the sandbox's load balancer, as far as its tenant has to decide on its endpoint. */
export async function waitingConnection(tenant: Tenant): Promise<Connection> {
  const serviceName = await outside.serviceName();
  const { id } = await create<Connection>(`/tenants/${tenant.id}/connections`, tenant.admin, {
    kind: "AWS_PRIVATELINK",
    name: "acme-kafka",
    availabilityZones: ["use1-az1", "use1-az2", "use1-az4"],
    dns: { mode: "RESOLVER" },
  });
  // Others' stories use the same service.
  await put(`/tenants/${tenant.id}/connections/${id}/claim-waiver`, operatorToken, { serviceName });
  await ask("PATCH", `${POSTERN}/tenants/${tenant.id}/connections/${id}`, tenant.admin, { serviceName });
  const { principal } = await untilReason(tenant, id, "SERVICE_NOT_VISIBLE");
  await outside.allow(serviceName, principal ?? "");
  return untilReason(tenant, id, "ENDPOINT_ACCEPTANCE");
}

/** One that is ready. */
export async function readyConnection(tenant: Tenant): Promise<Connection> {
  const { id, endpoint } = await waitingConnection(tenant);
  await outside.accept(endpoint?.id ?? "");
  return untilReason(tenant, id, "READY");
}

/** A cluster of three brokers behind it, mapped. */
export async function mappedCluster(tenant: Tenant, connectionId: string): Promise<string> {
  const { id } = await create<{ id: string }>(`/tenants/${tenant.id}/clusters`, tenant.admin, {
    name: "orders",
    bootstrap: ["kafka.acme.internal:9092"],
    security: { protocol: "PLAINTEXT" },
    bootstrapRoute: { connectionId, port: 9091 },
    routes: [{ match: { nodeIds: "1-40" }, connectionId, port: { kind: "NODE_ID_PLUS", value: 9000 } }],
  });
  const mapping = `/tenants/${tenant.id}/clusters/${id}/resolver-mapping`;
  await expect
    .poll(async () => (await read<{ entries: unknown[] }>(mapping, tenant.admin)).entries.length, {
      timeout: 30_000,
    })
    .toBe(3);
  return id;
}
