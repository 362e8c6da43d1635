import type { Check, Connection, ResolverMapping, Topology, Validation } from "../../api/schema";

/** What the API answers, made small: for tests only. */

export function topology(nodeIds: readonly number[]): Topology {
  return {
    clusterId: "clu_1",
    kafkaClusterId: "mine",
    observedAt: "2026-11-22T12:00:00Z",
    failure: null,
    otherCluster: null,
    brokers: nodeIds.map((nodeId) => ({
      nodeId,
      host: `b-${nodeId}`,
      port: 9092,
      rack: null,
      missingSince: null,
    })),
  };
}

export function routed(nodeId: number): ResolverMapping["entries"][number] {
  return {
    nodeId,
    rack: null,
    host: `b-${nodeId}`,
    port: 9092,
    targetHost: "vpce",
    targetPort: 9000 + nodeId,
    connectionId: "con_1",
  };
}

type Unroutable = ResolverMapping["unroutable"][number];

export function unroutable(nodeId: number, reason: Unroutable["reason"]): Unroutable {
  return { nodeId, host: `b-${nodeId}`, port: 9092, reason };
}

export function mapping(entries: ResolverMapping["entries"], without: Unroutable[]): ResolverMapping {
  return {
    clusterId: "clu_1",
    version: 1,
    generatedAt: "2026-11-22T12:00:00Z",
    kafkaClusterId: "mine",
    entries,
    bootstrap: [],
    unroutable: without,
  };
}

export function validation(checks: Check[], state: Validation["state"] = "FAILED"): Validation {
  return {
    id: "val_1",
    clusterId: "clu_1",
    state,
    startedBy: "postern",
    startedAt: "2026-11-22T12:00:00Z",
    finishedAt: state === "RUNNING" ? null : "2026-11-22T12:00:01Z",
    message: null,
    counts: { pass: 0, warn: 0, fail: 0, skipped: 0, unproven: 0 },
    checks,
    nextCursor: null,
  };
}

export function check(id: string, outcome: Check["outcome"]): Check {
  const nodeId = /^broker\/(\d+)/.exec(id)?.[1];
  return {
    id,
    outcome,
    nodeId: nodeId === undefined ? null : Number(nodeId),
    millis: 1,
    summary: `${id} ended with ${outcome}.`,
    evidence: {},
    remedy: outcome === "PASS" ? null : `Mend ${id}.`,
  };
}

/** @param answeredBy who answered, to how many connections */
export function identity(
  nodeId: number,
  outcome: Check["outcome"],
  answeredBy: Record<string, number>,
  port = 9000 + nodeId,
): Check {
  const addresses = [{ broker: `b-${nodeId}:9092`, address: `10.0.0.1:${port}`, outcome, answeredBy }];
  return { ...check(`broker/${nodeId}/identity`, outcome), evidence: { addresses } };
}

/** The checks of a broker that answers as it should. */
export function passed(nodeId: number): Check[] {
  return [check(`broker/${nodeId}/tcp`, "PASS"), identity(nodeId, "PASS", { [`broker ${nodeId}`]: 8 })];
}

/** The checks of a broker at whose listener those answer. */
export function reached(nodeId: number, answeredBy: Record<string, number>): Check[] {
  return [check(`broker/${nodeId}/tcp`, "PASS"), identity(nodeId, "FAIL", answeredBy)];
}

const CONNECTION = {
  phase: "AVAILABLE",
  reason: "READY",
  message: "Ready.",
  waitingOn: "NOBODY",
  nextAction: null,
  awsErrorCode: null,
  allowedActions: [],
  version: 1,
  createdAt: "2026-11-22T12:00:00Z",
  updatedAt: "2026-11-22T12:00:00Z",
} as const;

/** @param zones of the endpoint's names, by name */
export function privateLink(id: string, zones: Record<string, string>): Connection {
  return {
    ...CONNECTION,
    allowedActions: [],
    kind: "AWS_PRIVATELINK",
    id,
    name: "link",
    serviceName: null,
    serviceRegion: null,
    region: "us-east-1",
    availabilityZones: Object.values(zones),
    dns: { mode: "RESOLVER" },
    principal: null,
    endpoint: {
      id: "vpce-1",
      state: "available",
      dnsNames: Object.entries(zones).map(([name, availabilityZone]) => ({ name, availabilityZone })),
    },
  };
}

export function bastion(id: string): Connection {
  return {
    ...CONNECTION,
    allowedActions: [],
    kind: "SSH_BASTION",
    id,
    name: "bastion",
    host: "bastion.example",
    port: 22,
    user: "postern",
    publicKeys: [],
    keys: [],
    hostKey: null,
  };
}
