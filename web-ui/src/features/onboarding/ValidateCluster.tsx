import Button from "@cloudscape-design/components/button";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import { useQuery } from "@tanstack/react-query";
import { mayChange, useMe } from "../../api/me";
import type { ValidationSummary } from "../../api/schema";
import { paths } from "../../paths";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { RouterLink } from "../../ui/RouterLink";
import { TimeAgo } from "../../ui/TimeAgo";
import { ONLY_LOOKS } from "./permission";
import { newestRunQuery, useValidate } from "./queries";
import type { StepProps } from "./StepPanel";

/** Starts a validation, and shows how the newest one is as it goes. */
export function ValidateCluster({ tenantId, clusterId }: StepProps & { clusterId: string }) {
  const may = mayChange(useMe());
  const newest = useQuery(newestRunQuery(tenantId, clusterId));
  const validate = useValidate(tenantId, clusterId);
  const run = newest.data;
  const running = run?.state === "RUNNING";
  return (
    <SpaceBetween size="m">
      {validate.error !== null && (
        <div role="alert">
          <ErrorAlert error={validate.error} />
        </div>
      )}
      {run != null && <Run run={run} to={paths.validation(tenantId, clusterId, run.id)} />}
      <Button
        variant="primary"
        loading={validate.isPending || running}
        loadingText="The validation runs"
        disabled={!may}
        {...(!may && { disabledReason: ONLY_LOOKS })}
        onClick={() => validate.mutate()}
      >
        Validate now
      </Button>
    </SpaceBetween>
  );
}

function Run({ run, to }: { run: ValidationSummary; to: string }) {
  const { pass, warn, fail, skipped, unproven } = run.counts;
  const counts = [
    [fail, "failed"],
    [unproven, "unproven"],
    [warn, "with a warning"],
    [skipped, "skipped"],
    [pass, "passed"],
  ].filter(([count]) => count !== 0);
  return (
    <KeyValuePairs
      columns={3}
      items={[
        {
          label: "Newest validation",
          value: (
            <>
              <RunState state={run.state} /> <TimeAgo at={run.startedAt} />
            </>
          ),
        },
        {
          label: "Checks",
          value: (
            <span role="status">
              {counts.length === 0 ? "None yet" : counts.map(([count, how]) => `${count} ${how}`).join(", ")}
            </span>
          ),
        },
        { label: "In full", value: <RouterLink to={to}>See every check</RouterLink> },
      ]}
    />
  );
}

function RunState({ state }: Pick<ValidationSummary, "state">) {
  const [type, word] = stateOf(state);
  return <StatusIndicator type={type}>{word}</StatusIndicator>;
}

function stateOf(state: ValidationSummary["state"]): [StatusIndicatorProps.Type, string] {
  switch (state) {
    case "RUNNING":
      return ["in-progress", "Running"];
    case "PASSED":
      return ["success", "Passed"];
    case "FAILED":
      return ["error", "Failed"];
    case "INCONCLUSIVE":
      return ["info", "Inconclusive"];
  }
}
