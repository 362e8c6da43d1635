import { useState } from "react";
import type { BastionConnection } from "../../api/schema";
import { Dialog } from "../../ui/Dialog";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { HostKeyComparison } from "../../ui/HostKeyComparison";
import type { ChangeDialogProps } from "./dialogs";

/** Nothing is sent to a host whose key nobody has compared. */
export function ApproveHostKey({
  connection,
  pending,
  error,
  onChange,
  onCancel,
}: ChangeDialogProps & { connection: BastionConnection }) {
  // What was compared: another key that is shown meanwhile is not that.
  const [comparedWith, setComparedWith] = useState<string>();
  const { hostKey } = connection;
  if (hostKey === null) {
    return null;
  }
  const compared = comparedWith === hostKey.fingerprint;
  return (
    <Dialog
      title="Approve the host key"
      confirm="Approve"
      pending={pending}
      blocked={compared ? undefined : "Compare the fingerprint first."}
      onConfirm={() => onChange({ do: "APPROVE_HOST_KEY", fingerprint: hostKey.fingerprint })}
      onCancel={onCancel}
    >
      <HostKeyComparison
        connection={connection}
        hostKey={hostKey}
        compared={compared}
        onCompared={(is) => setComparedWith(is ? hostKey.fingerprint : undefined)}
      />
      {error !== null && <ErrorAlert error={error} />}
    </Dialog>
  );
}
