import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useChangeConnection } from "../../api/connections";
import { mayChange, useMe } from "../../api/me";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { ONLY_LOOKS } from "./permission";
import type { StepProps } from "./StepPanel";

/** Where Postern has given up, and somebody has mended what was in its way. */
export function TryAgain({ tenantId, connection, onDone }: StepProps) {
  const may = mayChange(useMe());
  const change = useChangeConnection(tenantId, connection, onDone);
  return (
    <SpaceBetween size="s">
      {change.error !== null && <ErrorAlert error={change.error} />}
      <Button
        iconName="refresh"
        loading={change.isPending}
        disabled={!may}
        {...(!may && { disabledReason: ONLY_LOOKS })}
        onClick={() => change.mutate({ do: "RETRY" })}
      >
        Try again
      </Button>
    </SpaceBetween>
  );
}
