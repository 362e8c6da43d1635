import { queryOptions } from "@tanstack/react-query";
import { api, read } from "./client";
import type { WaitingOn } from "./enums";
import { keys } from "./keys";
import type { Onboarding, OnboardingStep } from "./schema";

/** So often is looked again while Postern or AWS has to act: a step may be done before anything tells of it. */
const WAITING_MILLIS = 4_000;

/**
 * The steps of a connection down to a validated mapping, and the kit.
 *
 * @param clusterId that the last steps and the settings of clients are about; the service chooses one if left out
 */
export function onboardingQuery(tenantId: string, connectionId: string, clusterId?: string) {
  return queryOptions({
    queryKey: [...keys.onboarding(tenantId, connectionId), clusterId ?? "any"],
    queryFn: ({ signal }) =>
      read(
        api.GET("/api/v1/tenants/{tenantId}/connections/{connectionId}/onboarding", {
          params: { path: { tenantId, connectionId }, query: clusterId === undefined ? {} : { clusterId } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) => (actsByItself(nextStep(state.data)?.actor) ? WAITING_MILLIS : false),
  });
}

export function nextStep(onboarding: Onboarding | undefined): OnboardingStep | undefined {
  return onboarding?.steps.find(({ state }) => state === "NEXT");
}

function actsByItself(actor: WaitingOn | undefined): boolean {
  return actor === "POSTERN" || actor === "AWS";
}

/** What a command does to Postern, which the console has a form for, and what it does anywhere else. */
export interface Commands {
  api: string | null;
  elsewhere: string | null;
}

/** Calls of the API have its address out of the environment, each in one line. */
export function commandsOf(command: string | null): Commands {
  const lines = command === null || command === "" ? [] : command.split("\n");
  const isCall = (line: string) => line.includes("$POSTERN_URL");
  const joined = (some: string[]) => (some.length === 0 ? null : some.join("\n"));
  return {
    api: joined(lines.filter(isCall)),
    elsewhere: joined(lines.filter((line) => !isCall(line))),
  };
}
