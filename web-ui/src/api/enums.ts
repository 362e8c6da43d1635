import type { Cluster, Connection } from "./schema";

/** The API's constants, by name. */
export type ConnectionKind = Connection["kind"];
export type ConnectionPhase = Connection["phase"];
export type ConnectionReason = Connection["reason"];
export type ConnectionAction = Connection["allowedActions"][number];
export type WaitingOn = Connection["waitingOn"];
export type ClusterHealth = Cluster["health"];

export const PHASES = [
  "PENDING",
  "PROVISIONING",
  "ACTION_REQUIRED",
  "AVAILABLE",
  "DEGRADED",
  "FAILED",
  "DELETING",
] as const satisfies ConnectionPhase[];

export const KINDS = ["AWS_PRIVATELINK", "SSH_BASTION"] as const satisfies ConnectionKind[];

export const WAITING_ON = ["TENANT", "OPERATOR", "AWS", "POSTERN", "NOBODY"] as const satisfies WaitingOn[];
