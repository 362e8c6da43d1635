import { useState } from "react";
import { useChangeConnection } from "../../api/connections";
import type { BastionConnection } from "../../api/schema";
import { HostKeyComparison } from "../../ui/HostKeyComparison";
import { notify } from "../../ui/notices";
import { StepForm } from "./StepForm";
import type { StepProps } from "./StepPanel";

/** Somebody compares the fingerprint, and says so. */
export function ApproveKey({ tenantId, connection, onDone }: StepProps & { connection: BastionConnection }) {
  // What was compared: another key that is shown meanwhile is not that.
  const [compared, setCompared] = useState<string>();
  const change = useChangeConnection(tenantId, connection, () => {
    notify("The host key is approved. Postern logs in.");
    onDone();
  });
  const { hostKey } = connection;
  if (hostKey === null) {
    return null;
  }
  const { fingerprint } = hostKey;
  return (
    <StepForm
      change={change}
      fields={/^$/}
      submit="Approve the host key"
      primary
      blocked={compared === fingerprint ? undefined : "Compare the fingerprint first."}
      onSubmit={() => change.mutate({ do: "APPROVE_HOST_KEY", fingerprint })}
    >
      <HostKeyComparison
        connection={connection}
        hostKey={hostKey}
        compared={compared === fingerprint}
        onCompared={(is) => setCompared(is ? fingerprint : undefined)}
      />
    </StepForm>
  );
}
