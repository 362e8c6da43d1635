import type { Cluster, ClusterCreate, Route } from "../../api/schema";
import { clusterOf, type Draft, MECHANISMS, type RouteDraft } from "./draft";

/** A cluster as it stands in the fields. Secrets never come out: their fields are empty, and stay so unless given anew. */
export function draftOf({ name, bootstrap, security, routes, bootstrapRoute }: Cluster): Draft {
  return {
    name,
    bootstrap: bootstrap.join("\n"),
    security: {
      protocol: security.protocol,
      mechanism: MECHANISMS.find((one) => one === security.mechanism) ?? "SCRAM-SHA-512",
      username: security.username ?? "",
      password: "",
      caCertificates: security.caCertificates ?? "",
      clientCertificate: security.clientCertificate ?? "",
      clientKey: "",
    },
    routes: routes.map(routeDraftOf),
    bootstrapRoute:
      bootstrapRoute === null
        ? null
        : { connectionId: bootstrapRoute.connectionId, port: String(bootstrapRoute.port ?? "") },
  };
}

function routeDraftOf({ match, connectionId, port, availabilityZone }: Route, key: number): RouteDraft {
  return {
    key,
    ...(match.address == null
      ? { match: "NODE_IDS", value: match.nodeIds ?? "" }
      : { match: "ADDRESS", value: match.address }),
    connectionId,
    kind: port.kind,
    port: String(port.value ?? ""),
    zone: availabilityZone ?? "",
  };
}

type Patch = Partial<ClusterCreate>;

/** A merge patch: what changes and nothing else, null for what is taken away; undefined where nothing changes. */
export function patchOf(before: Cluster, draft: Draft): Patch | undefined {
  const present = clusterOf(draftOf(before));
  const wanted = clusterOf(draft);
  const patch = {
    ...changes(plain(present), plain(wanted)),
    ...nonEmpty("security", securityChanges(present.security, wanted.security)),
  };
  return Object.keys(patch).length === 0 ? undefined : patch;
}

/** What is replaced as a whole. A part that is left out would be kept: it is said that there is none. */
function plain({ name, bootstrap, routes, bootstrapRoute }: ClusterCreate): Members {
  return {
    name,
    bootstrap,
    routes,
    bootstrapRoute: bootstrapRoute === undefined ? undefined : { port: null, ...bootstrapRoute },
  };
}

function securityChanges(present: ClusterCreate["security"], wanted: ClusterCreate["security"]): Members {
  const changed = changes({ ...NO_SECURITY, ...present }, { ...NO_SECURITY, ...wanted });
  if (changed["clientCertificate"] === null) {
    // The key goes with its certificate.
    changed["clientKey"] = null;
  }
  // An empty password is one that nobody has given.
  return Object.fromEntries(
    Object.entries(changed).filter(([name, value]) => name !== "password" || value !== ""),
  );
}

const NO_SECURITY = {
  mechanism: undefined,
  username: undefined,
  password: undefined,
  caCertificates: undefined,
  clientCertificate: undefined,
  clientKey: undefined,
};

type Members = Record<string, unknown>;

function changes(before: Members, after: Members): Members {
  return Object.fromEntries(
    Object.entries(after)
      .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]))
      .map(([name, value]) => [name, value ?? null]),
  );
}

function nonEmpty(name: string, members: Members): Members {
  return Object.keys(members).length === 0 ? {} : { [name]: members };
}
