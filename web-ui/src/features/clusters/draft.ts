import type { ClusterCreate, Connection, Route } from "../../api/schema";

/** A cluster as it is being written down: every field a text, for people make mistakes on the way. */
export interface Draft {
  name: string;
  /** An address a line. */
  bootstrap: string;
  security: SecurityDraft;
  routes: readonly RouteDraft[];
  bootstrapRoute: { connectionId: string; port: string } | null;
}

export interface SecurityDraft {
  protocol: ClusterCreate["security"]["protocol"];
  mechanism: NonNullable<ClusterCreate["security"]["mechanism"]>;
  username: string;
  password: string;
  caCertificates: string;
  clientCertificate: string;
  clientKey: string;
}

export interface RouteDraft {
  /** For the list alone. */
  key: number;
  match: "ADDRESS" | "NODE_IDS";
  value: string;
  connectionId: string;
  kind: Route["port"]["kind"];
  port: string;
  /** Empty for the regional name. */
  zone: string;
}

export const PROTOCOLS = ["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] as const;
export const MECHANISMS = ["SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN"] as const;

/** Of routes that lead over one connection: what most clusters have, to be changed. */
function usualRoute(connection: Pick<Connection, "id" | "kind">): RouteDraft {
  const route = { ...emptyRoute(0), connectionId: connection.id };
  switch (connection.kind) {
    case "AWS_PRIVATELINK":
      return { ...route, match: "NODE_IDS", value: "1-40", kind: "NODE_ID_PLUS", port: "9000" };
    case "SSH_BASTION":
      return { ...route, match: "ADDRESS", value: "*:*", kind: "TUNNEL" };
  }
}

/** @param connection that the cluster is to be reached over, if that is known already */
export function emptyDraft(connection?: Pick<Connection, "id" | "kind">): Draft {
  return {
    name: "",
    bootstrap: "",
    security: {
      protocol: "SASL_SSL",
      mechanism: "SCRAM-SHA-512",
      username: "",
      password: "",
      caCertificates: "",
      clientCertificate: "",
      clientKey: "",
    },
    routes: [connection === undefined ? emptyRoute(0) : usualRoute(connection)],
    // The kit's load balancer has a listener for any broker there.
    bootstrapRoute:
      connection?.kind === "AWS_PRIVATELINK" ? { connectionId: connection.id, port: "9091" } : null,
  };
}

export function emptyRoute(key: number): RouteDraft {
  return { key, match: "NODE_IDS", value: "", connectionId: "", kind: "NODE_ID_PLUS", port: "", zone: "" };
}

export function isEncrypted(protocol: SecurityDraft["protocol"]): boolean {
  return protocol === "SSL" || protocol === "SASL_SSL";
}

export function logsIn(protocol: SecurityDraft["protocol"]): boolean {
  return protocol === "SASL_PLAINTEXT" || protocol === "SASL_SSL";
}

/** What is sent: what the protocol has no use for is left out, and what is left empty as well. */
export function clusterOf({ name, bootstrap, security, routes, bootstrapRoute }: Draft): ClusterCreate {
  return {
    name: name.trim(),
    bootstrap: bootstrap.split(/[\s,]+/).filter((address) => address !== ""),
    security: securityOf(security),
    routes: routes.map(routeOf),
    ...(bootstrapRoute !== null && {
      bootstrapRoute: {
        connectionId: bootstrapRoute.connectionId,
        ...(bootstrapRoute.port.trim() !== "" && { port: numberOf(bootstrapRoute.port) }),
      },
    }),
  };
}

function securityOf(draft: SecurityDraft): ClusterCreate["security"] {
  const { protocol, mechanism, username, password, caCertificates, clientCertificate, clientKey } = draft;
  return {
    protocol,
    ...(logsIn(protocol) && { mechanism, username: username.trim(), password }),
    ...(isEncrypted(protocol) && {
      ...given("caCertificates", caCertificates),
      ...given("clientCertificate", clientCertificate),
      ...given("clientKey", clientKey),
    }),
  };
}

function given<K extends string>(key: K, text: string): Partial<Record<K, string>> {
  return text.trim() === "" ? {} : ({ [key]: `${text.trim()}\n` } as Record<K, string>);
}

function routeOf({ match, value, connectionId, kind, port, zone }: RouteDraft): Route {
  const takesPort = kind === "FIXED" || kind === "NODE_ID_PLUS";
  return {
    match: match === "ADDRESS" ? { address: value.trim() } : { nodeIds: value.trim() },
    connectionId,
    port: { kind, ...(takesPort && { value: numberOf(port) }) },
    ...(zone !== "" && kind !== "TUNNEL" && { availabilityZone: zone }),
  };
}

/** What is no number is for the service to object to: it says what would be one. */
function numberOf(text: string): number {
  return /^\d+$/.test(text.trim()) ? Number(text) : (text as unknown as number);
}
