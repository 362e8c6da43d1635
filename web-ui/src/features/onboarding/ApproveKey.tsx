import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useChangeConnection } from "../../api/connections";
import { mayChange, useMe } from "../../api/me";
import type { BastionConnection } from "../../api/schema";
import { FormProblem } from "../../ui/FormProblem";
import { HostKeyComparison } from "../../ui/HostKeyComparison";
import { notify } from "../../ui/notices";
import { useFirstWrong } from "../../ui/useFirstWrong";
import { ONLY_LOOKS } from "./permission";
import type { StepProps } from "./StepPanel";

/** Somebody compares the fingerprint, and says so. */
export function ApproveKey({ tenantId, connection, onDone }: StepProps & { connection: BastionConnection }) {
  const may = mayChange(useMe());
  const [compared, setCompared] = useState(false);
  const change = useChangeConnection(tenantId, connection, () => {
    notify("The host key is approved. Postern logs in.");
    onDone();
  });
  const form = useFirstWrong(change.error);
  const { hostKey } = connection;
  if (hostKey === null) {
    return null;
  }
  const blocked = !may ? ONLY_LOOKS : compared ? undefined : "Compare the fingerprint first.";
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        if (blocked === undefined && !change.isPending) {
          change.mutate({ do: "APPROVE_HOST_KEY", fingerprint: hostKey.fingerprint });
        }
      }}
    >
      <SpaceBetween size="m">
        <FormProblem error={change.error} fields={/^$/} />
        <HostKeyComparison
          connection={connection}
          hostKey={hostKey}
          compared={compared}
          onCompared={setCompared}
        />
        <Button
          variant="primary"
          loading={change.isPending}
          disabled={blocked !== undefined}
          {...(blocked !== undefined && { disabledReason: blocked })}
        >
          Approve the host key
        </Button>
      </SpaceBetween>
    </form>
  );
}
