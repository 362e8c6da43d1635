import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { type LiveEvent, outdatedBy } from "./keys";
import { meQuery } from "./me";

/** `LIVE` while the stream of events is open; otherwise what is shown is asked for anew every few seconds. */
export type Liveness = "CONNECTING" | "LIVE" | "POLLING";

export const livenessQuery = queryOptions<Liveness>({
  queryKey: ["liveness"],
  // Written below; nobody asks for it.
  queryFn: () => "CONNECTING",
  staleTime: Infinity,
  gcTime: Infinity,
});

const GATHER_MILLIS = 250;
const POLL_MILLIS = 5_000;
const FIRST_AGAIN_MILLIS = 2_000;
const LAST_AGAIN_MILLIS = 60_000;

function streamOf(tenantId: string | null): string {
  return tenantId === null ? "/api/v1/events" : `/api/v1/tenants/${tenantId}/events`;
}

/**
 * Follows what happens to the resources that the caller may see, and outdates what the query cache holds of them: what is
 * shown is then read anew. Pages need not do anything for it but name what they ask for by `keys`.
 *
 * @param tenantId of the caller; null for the operator, who sees all
 * @returns what ends it
 */
export function followEvents(queries: QueryClient, tenantId: string | null): () => void {
  const outdated = new Map<string, readonly string[]>();
  let gathering: number | undefined;
  let connecting: number | undefined;
  let again = FIRST_AGAIN_MILLIS;
  let stream: EventSource | undefined;

  const tell = (liveness: Liveness): void => {
    queries.setQueryData(livenessQuery.queryKey, liveness);
  };
  // Many events come at once: each thing is read once.
  const flush = (): void => {
    gathering = undefined;
    for (const queryKey of outdated.values()) {
      void queries.invalidateQueries({ queryKey });
    }
    outdated.clear();
  };
  const connect = (): void => {
    const source = new EventSource(streamOf(tenantId));
    stream = source;
    source.addEventListener("open", () => {
      again = FIRST_AGAIN_MILLIS;
      tell("LIVE");
    });
    // Events were forgotten that we have not seen.
    source.addEventListener("missed", () => void queries.invalidateQueries());
    source.addEventListener("message", (message: MessageEvent<string>) => {
      for (const queryKey of outdatedBy(JSON.parse(message.data) as LiveEvent)) {
        outdated.set(queryKey.join(" "), queryKey);
      }
      gathering ??= window.setTimeout(flush, GATHER_MILLIS);
    });
    source.addEventListener("error", () => {
      tell("POLLING");
      // A browser connects anew by itself, unless the answer was an error. Whether that is for want of a session, `me` tells.
      if (source.readyState === EventSource.CLOSED) {
        void queries.invalidateQueries({ queryKey: meQuery.queryKey });
        connecting = window.setTimeout(connect, again);
        again = Math.min(again * 2, LAST_AGAIN_MILLIS);
      }
    });
  };

  tell("CONNECTING");
  connect();
  const polling = window.setInterval(() => {
    if (queries.getQueryData(livenessQuery.queryKey) === "POLLING" && !document.hidden) {
      void queries.invalidateQueries({ predicate: ({ queryKey }) => isOfResource(queryKey[0]) });
    }
  }, POLL_MILLIS);

  return () => {
    stream?.close();
    window.clearTimeout(gathering);
    window.clearTimeout(connecting);
    window.clearInterval(polling);
  };
}

function isOfResource(name: unknown): boolean {
  return name === "tenants" || name === "fleet";
}
