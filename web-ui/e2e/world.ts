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
  /** The id of that token. */
  adminId: string;
}

async function ask<T>(method: string, url: string, token: string, body?: unknown): Promise<T> {
  const answer = await fetch(url, {
    method,
    headers: {
      Authorization: `Bearer ${token}`,
      "Content-Type": method === "PATCH" ? "application/merge-patch+json" : "application/json",
    },
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

export function change(path: string, token: string, patch: unknown): Promise<unknown> {
  return ask("PATCH", POSTERN + path, token, patch);
}

export function remove(path: string, token: string): Promise<unknown> {
  return ask("DELETE", POSTERN + path, token);
}

let tenants = 0;

/** A tenant of its own, so that no story sees another one's. */
export async function newTenant(name: string): Promise<Tenant> {
  const unique = `${name} ${Date.now().toString(36)}${++tenants}`;
  const { id } = await create<{ id: string }>("/tenants", operatorToken, { name: unique });
  const admin = await newToken(id, "TENANT_ADMIN");
  return { id, name: unique, admin: admin.secret, adminId: admin.id };
}

export function newToken(tenantId: string, role: string): Promise<{ id: string; secret: string }> {
  return create(`/tenants/${tenantId}/tokens`, operatorToken, { name: role.toLowerCase(), role });
}

export interface Connection {
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
  /** Of the endpoint service in front of a load balancer, which there has to be. */
  async serviceName(balancer = "acme-kafka"): Promise<string> {
    const name = await outside.serviceNameIfAny(balancer);
    expect(name, `the sandbox has a service in front of ${balancer}`).toBeDefined();
    return name ?? "";
  },
  async serviceNameIfAny(balancer: string): Promise<string | undefined> {
    const state = (await (await fetch(`${SANDBOX}/state`)).json()) as {
      services: { serviceName: string; loadBalancer: string }[];
    };
    return state.services.find(({ loadBalancer }) => loadBalancer === balancer)?.serviceName;
  },
  allow: (service: string, principal: string) => command(`/services/${service}/allow`, { principal }),
  accept: (endpoint: string) => command(`/vpc-endpoints/${endpoint}/accept`),
  reject: (endpoint: string) => command(`/vpc-endpoints/${endpoint}/reject`),
  cross: (balancer: string, one: number, other: number) =>
    command(`/load-balancers/${balancer}/cross`, { ports: [one, other] }),
  uncross: (balancer: string) => command(`/load-balancers/${balancer}/uncross`),
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

/** A connection to one of the sandbox's load balancers, as far as its tenant has to decide on its endpoint. */
export async function waitingConnection(
  tenant: Tenant,
  balancer = "acme-kafka",
  name = balancer,
): Promise<Connection> {
  const serviceName = await outside.serviceName(balancer);
  const { id } = await create<Connection>(`/tenants/${tenant.id}/connections`, tenant.admin, {
    kind: "AWS_PRIVATELINK",
    name,
    availabilityZones: ["use1-az1", "use1-az2", "use1-az4"],
    dns: { mode: "RESOLVER" },
  });
  // Others' stories use the same service.
  await put(`/tenants/${tenant.id}/connections/${id}/claim-waiver`, operatorToken, { serviceName });
  await change(`/tenants/${tenant.id}/connections/${id}`, tenant.admin, { serviceName });
  const { principal } = await untilReason(tenant, id, "SERVICE_NOT_VISIBLE");
  await outside.allow(serviceName, principal ?? "");
  return untilReason(tenant, id, "ENDPOINT_ACCEPTANCE");
}

/** One that is ready. */
export async function readyConnection(tenant: Tenant, balancer = "acme-kafka"): Promise<Connection> {
  const { id, endpoint } = await waitingConnection(tenant, balancer);
  await outside.accept(endpoint?.id ?? "");
  return untilReason(tenant, id, "READY");
}

/** A bastion whose host key nobody has compared yet. */
export async function unknownBastion(tenant: Tenant): Promise<Connection> {
  const { host, port, user } = await outside.bastion();
  const made = await create<Connection>(`/tenants/${tenant.id}/connections`, tenant.admin, {
    kind: "SSH_BASTION",
    name: "acme-bastion",
    host,
    port,
    user,
  });
  return untilReason(tenant, made.id, "HOST_KEY_APPROVAL");
}

/** A cluster of three brokers, mapped. */
export function mappedCluster(tenant: Tenant, connectionId: string): Promise<string> {
  return cluster(tenant, 3, {
    name: "orders",
    bootstrap: ["kafka.acme.internal:9092"],
    bootstrapRoute: { connectionId, port: 9091 },
    routes: [{ match: { nodeIds: "1-40" }, connectionId, port: { kind: "NODE_ID_PLUS", value: 9000 } }],
  });
}

/** One of a hundred brokers behind three load balancers; there has to be a crowd, see CONTRIBUTING.md. */
export async function hundredBrokers(tenant: Tenant): Promise<string> {
  const connections: Connection[] = [];
  for (const balancer of ["many-1", "many-2", "many-3"]) {
    connections.push(await readyConnection(tenant, balancer));
  }
  return cluster(tenant, 100, {
    name: "telemetry",
    bootstrap: ["b-1.simulated.internal:9092"],
    bootstrapRoute: { connectionId: connections[0]?.id, port: 9100 },
    routes: connections.map(({ id }, index) => ({
      match: { nodeIds: `${index * 40 + 1}-${index * 40 + 40}` },
      connectionId: id,
      port: { kind: "NODE_ID_PLUS", value: 9100 },
    })),
  });
}

async function cluster(tenant: Tenant, brokers: number, intent: object): Promise<string> {
  const { id } = await create<{ id: string }>(`/tenants/${tenant.id}/clusters`, tenant.admin, {
    security: { protocol: "PLAINTEXT" },
    ...intent,
  });
  const mapping = `/tenants/${tenant.id}/clusters/${id}/resolver-mapping`;
  await expect
    .poll(async () => (await read<{ entries: unknown[] }>(mapping, tenant.admin)).entries.length, {
      timeout: 30_000,
    })
    .toBe(brokers);
  return id;
}

/** A run that has ended. */
export async function validated(tenant: Tenant, clusterId: string): Promise<{ id: string; state: string }> {
  const runs = `/tenants/${tenant.id}/clusters/${clusterId}/validations`;
  const { id } = await create<{ id: string }>(runs, tenant.admin, undefined);
  let state = "";
  await expect
    .poll(async () => (state = (await read<{ state: string }>(`${runs}/${id}`, tenant.admin)).state), {
      timeout: 40_000,
    })
    .not.toBe("RUNNING");
  return { id, state };
}

/** The tenant with a thousand connections, see CONTRIBUTING.md; undefined if there is none. */
export async function thousand(): Promise<string | undefined> {
  const { items } = await read<{ items: { id: string; name: string }[] }>("/tenants", operatorToken);
  return items.find(({ name }) => name === "Thousand")?.id;
}
