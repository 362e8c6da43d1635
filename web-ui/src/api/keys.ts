/**
 * Names of what the query cache holds. They nest, so that an event about one thing can outdate whatever is made of it,
 * and nothing else: `events.ts` goes by them.
 */
export const keys = {
  /** What the operator sees of all tenants. */
  fleet: ["fleet"] as const,
  fleetOverview: ["fleet", "overview"] as const,
  fleetConnections: ["fleet", "connections"] as const,

  tenant: (tenantId: string) => ["tenants", tenantId] as const,
  overview: (tenantId: string) => ["tenants", tenantId, "overview"] as const,

  connectionLists: (tenantId: string) => ["tenants", tenantId, "connections", "list"] as const,
  /** A connection and whatever is read below it: history, keys, kit. */
  connection: (tenantId: string, connectionId: string) =>
    ["tenants", tenantId, "connections", connectionId] as const,

  /** What is to be done up to a validated mapping, and the kit: of all connections of a tenant, and of one. */
  onboardings: (tenantId: string) => ["tenants", tenantId, "onboarding"] as const,
  onboarding: (tenantId: string, connectionId: string) =>
    ["tenants", tenantId, "onboarding", connectionId] as const,

  clusterLists: (tenantId: string) => ["tenants", tenantId, "clusters", "list"] as const,
  /** A cluster and whatever is read below it: topology, mapping, validations. */
  cluster: (tenantId: string, clusterId: string) => ["tenants", tenantId, "clusters", clusterId] as const,

  /** What people administer: no event tells of these. Null is the operator's own. */
  tenantLists: ["tenant-lists"] as const,
  tenantSettings: (tenantId: string) => ["tenant-settings", tenantId] as const,
  tokens: (tenantId: string | null) => ["tokens", tenantId ?? "operator"] as const,
  audit: (tenantId: string | null) => ["audit", tenantId ?? "all"] as const,
  regions: ["regions"] as const,
};

/** What happened, as the stream of events tells it. */
export interface LiveEvent {
  readonly tenantId: string;
  /** Such as `connection.updated`. */
  readonly type: string;
  /** The id of what it happened to. */
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** The names of what an event outdates. What the console does not know of outdates all of that tenant. */
export function outdatedBy(event: LiveEvent): readonly (readonly string[])[] {
  const tenantId = event.tenantId;
  const clusterId = event.details["clusterId"];
  switch (event.type.split(".")[0]) {
    case "connection":
      return [
        keys.connection(tenantId, event.subject),
        keys.onboarding(tenantId, event.subject),
        keys.connectionLists(tenantId),
        keys.overview(tenantId),
        keys.fleet,
      ];
    case "cluster":
    case "mapping":
    case "topology":
      return [
        keys.cluster(tenantId, event.subject),
        // The event does not tell which connections the cluster leads over.
        keys.onboardings(tenantId),
        keys.clusterLists(tenantId),
        keys.overview(tenantId),
        keys.fleet,
      ];
    case "validation":
      // While it runs, many of these come, and they concern nothing but the run.
      if (typeof clusterId === "string" && event.type === "validation.progressed") {
        return [keys.cluster(tenantId, clusterId)];
      }
      return typeof clusterId === "string"
        ? [
            keys.cluster(tenantId, clusterId),
            keys.onboardings(tenantId),
            keys.clusterLists(tenantId),
            keys.overview(tenantId),
            keys.fleet,
          ]
        : [keys.tenant(tenantId), keys.fleet];
    case undefined:
    default:
      return [keys.tenant(tenantId), keys.fleet];
  }
}
