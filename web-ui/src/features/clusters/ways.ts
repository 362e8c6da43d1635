import type { Check, Connection, ResolverMapping, Topology, Validation } from "../../api/schema";
import { type Arrival, arrivalsOf, bootstrapArrivalsOf, brokerCheck, portsOf } from "./evidence";
import { type Verdict, verdictOf } from "./verdict";

/** Where the mapping sends a client: a listener of a load balancer, or a tunnel's port at the gateway. */
export interface Listener {
  readonly host: string;
  readonly port: number;
  /** Null for a name that leads into all zones, and for tunnels. */
  readonly zone: string | null;
  readonly connectionId: string;
  /** Null as long as the connection has not been read. */
  readonly connectionName: string | null;
  readonly tunnel: boolean;
}

/** The way of one broker, or of a bootstrap address of its own, from what clients ask for to who answers. */
export interface Way {
  /** What clients ask for, `host:port`: in a mapping each at most once. */
  readonly address: string;
  /** Null for bootstrap addresses. */
  readonly nodeId: number | null;
  readonly rack: string | null;
  /** Since when the cluster does not name the broker any more. */
  readonly missingSince: string | null;
  /** Null for a way that ends nowhere. */
  readonly listener: Listener | null;
  /** Who answered there in the newest validation; several where it was not always the same. */
  readonly arrivals: readonly Arrival[];
  readonly verdict: Verdict;
  /** Of the newest validation, about this way and no other. */
  readonly checks: readonly Check[];
}

export interface Ways {
  /** By node id; one for each broker that is known. */
  readonly brokers: readonly Way[];
  readonly bootstrap: readonly Way[];
}

interface Sources {
  /** Undefined as long as it has not been read. */
  topology: Topology | undefined;
  mapping: ResolverMapping;
  /** The newest run; undefined if there was none. */
  validation: Validation | undefined;
  connections: readonly Connection[];
}

/** The ways of a cluster, as the mapping has them, and what the newest validation found at their ends. */
export function waysOf({ topology, mapping, validation, connections }: Sources): Ways {
  const known = new Map((topology?.brokers ?? []).map((broker) => [broker.nodeId, broker]));
  const listenerOf = (entry: { targetHost: string; targetPort: number; connectionId: string }): Listener => {
    const connection = connections.find(({ id }) => id === entry.connectionId);
    const names = connection?.kind === "AWS_PRIVATELINK" ? (connection.endpoint?.dnsNames ?? []) : [];
    return {
      host: entry.targetHost,
      port: entry.targetPort,
      zone: names.find(({ name }) => name === entry.targetHost)?.availabilityZone ?? null,
      connectionId: entry.connectionId,
      connectionName: connection?.name ?? null,
      tunnel: connection?.kind === "SSH_BASTION",
    };
  };
  const broker = (address: string, nodeId: number | null, rack: string | null, listener: Listener): Way => {
    const checks = (validation?.checks ?? []).filter(
      (check) => check.nodeId !== null && check.nodeId === nodeId,
    );
    const arrivals = arrivalsOf(brokerCheck(checks, "identity"));
    const moved = listener.port !== (portsOf(checks)[0] ?? listener.port);
    return {
      address,
      nodeId,
      rack,
      missingSince: nodeId === null ? null : (known.get(nodeId)?.missingSince ?? null),
      listener,
      arrivals: moved ? [] : arrivals,
      checks: moved ? [] : checks,
      verdict: verdictOf({ nodeId, checks, arrivals, validation, moved }),
    };
  };
  const bootstrap = (address: string, listener: Listener): Way => {
    const checks = (validation?.checks ?? []).filter(({ id }) => id.startsWith("bootstrap/"));
    const arrivals = bootstrapArrivalsOf(brokerCheck(checks, "identity"), address);
    return {
      ...nowhere(address, null, null),
      listener,
      arrivals,
      checks,
      verdict: verdictOf({ nodeId: null, address, checks, arrivals, validation, moved: false }),
    };
  };
  const nowhere = (address: string, nodeId: number | null, rack: string | null) => ({
    address,
    nodeId,
    rack,
    missingSince: nodeId === null ? null : (known.get(nodeId)?.missingSince ?? null),
    listener: null,
    arrivals: [],
    checks: [],
  });

  const routed = mapping.entries.map((entry) =>
    broker(addressOf(entry), entry.nodeId, entry.rack, listenerOf(entry)),
  );
  const unroutable = mapping.unroutable.map((each): Way => ({
    ...nowhere(
      addressOf(each),
      each.nodeId,
      each.nodeId === null ? null : (known.get(each.nodeId)?.rack ?? null),
    ),
    verdict: { kind: "UNROUTABLE", reason: each.reason },
  }));
  const mapped = new Set([...routed, ...unroutable].map(({ nodeId }) => nodeId));
  const unmapped = [...known.values()]
    .filter(({ nodeId }) => !mapped.has(nodeId))
    .map((each): Way => ({
      ...nowhere(addressOf(each), each.nodeId, each.rack),
      verdict: { kind: "UNROUTABLE", reason: "NOT_MAPPED_YET" },
    }));
  return {
    brokers: [...routed, ...unroutable.filter(({ nodeId }) => nodeId !== null), ...unmapped].sort(byNodeId),
    bootstrap: [
      ...mapping.bootstrap.map((entry) => bootstrap(addressOf(entry), listenerOf(entry))),
      ...unroutable.filter(({ nodeId }) => nodeId === null),
    ],
  };
}

function addressOf({ host, port }: { host: string; port: number }): string {
  return `${host}:${port}`;
}

function byNodeId(one: Way, other: Way): number {
  return (one.nodeId ?? Infinity) - (other.nodeId ?? Infinity) || one.address.localeCompare(other.address);
}

/** The way's name in sentences. */
export function nameOf({ nodeId, address }: Way): string {
  return nodeId === null ? address : `broker ${nodeId}`;
}
