import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, idempotencyKey, read } from "../../api/client";
import { keys } from "../../api/keys";
import { type PageOf, usePageQuery } from "../../api/pages";
import type { Validation } from "../../api/schema";

const CLUSTER = "/api/v1/tenants/{tenantId}/clusters/{clusterId}";

/** So often is a run read anew that goes on: its checks come one by one, without events. */
const RUNNING_MILLIS = 1_000;

export function whileRunning(run: Pick<Validation, "state"> | null | undefined): number | false {
  return run && isRunning(run) ? RUNNING_MILLIS : false;
}

export function isRunning({ state }: Pick<Validation, "state">): boolean {
  return state === "RUNNING";
}

/** Newest first. */
export function useValidationsQuery(tenantId: string, clusterId: string, page: number) {
  return usePageQuery([...keys.cluster(tenantId, clusterId), "validations"], page, (pageOf: PageOf, signal) =>
    read(
      api.GET(`${CLUSTER}/validations`, {
        params: { path: { tenantId, clusterId }, query: pageOf },
        signal,
      }),
    ),
  );
}

interface ValidationPath {
  tenantId: string;
  clusterId: string;
  validationId: string;
}

/** With all of its checks, which come in pages where there are many. */
async function readValidation(path: ValidationPath, signal: AbortSignal): Promise<Validation> {
  const load = (cursor?: string) =>
    read(
      api.GET(`${CLUSTER}/validations/{validationId}`, {
        params: { path, query: cursor === undefined ? {} : { cursor } },
        signal,
      }),
    );
  let page = await load();
  const checks = [...page.checks];
  while (page.nextCursor !== null) {
    page = await load(page.nextCursor);
    checks.push(...page.checks);
  }
  return { ...page, checks };
}

export function validationQuery(tenantId: string, clusterId: string, validationId: string) {
  return queryOptions({
    queryKey: [...keys.cluster(tenantId, clusterId), "validations", validationId],
    queryFn: ({ signal }) => readValidation({ tenantId, clusterId, validationId }, signal),
    refetchInterval: ({ state }) => whileRunning(state.data),
  });
}

/** The newest run with its checks; null if there was none. */
export function newestValidationQuery(tenantId: string, clusterId: string) {
  return queryOptions({
    queryKey: [...keys.cluster(tenantId, clusterId), "validations", "newest"],
    queryFn: async ({ signal }): Promise<Validation | null> => {
      const path = { tenantId, clusterId };
      const page = await read(
        api.GET(`${CLUSTER}/validations`, { params: { path, query: { limit: 1 } }, signal }),
      );
      const newest = page.items[0];
      return newest === undefined ? null : readValidation({ ...path, validationId: newest.id }, signal);
    },
    refetchInterval: ({ state }) => whileRunning(state.data),
  });
}

export function useStartValidation(
  tenantId: string,
  clusterId: string,
  onStarted: (validation: Validation) => void,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      read(
        api.POST(`${CLUSTER}/validations`, {
          params: { path: { tenantId, clusterId }, header: { "Idempotency-Key": idempotencyKey() } },
        }),
      ),
    onSuccess: (started) => {
      queries.setQueryData(validationQuery(tenantId, clusterId, started.id).queryKey, started);
      void queries.invalidateQueries({ queryKey: [...keys.cluster(tenantId, clusterId), "validations"] });
      onStarted(started);
    },
  });
}
