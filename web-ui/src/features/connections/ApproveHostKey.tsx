import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import { useState } from "react";
import type { BastionConnection } from "../../api/schema";
import { CommandBlock } from "../../ui/CommandBlock";
import { CopyableId } from "../../ui/CopyableId";
import { Dialog } from "../../ui/Dialog";
import { ErrorAlert } from "../../ui/ErrorAlert";
import type { ChangeDialogProps } from "./dialogs";

/** Nothing is sent to a host whose key nobody has compared. */
export function ApproveHostKey({
  connection,
  pending,
  error,
  onChange,
  onCancel,
}: ChangeDialogProps & { connection: BastionConnection }) {
  const [compared, setCompared] = useState(false);
  const fingerprint = connection.hostKey?.fingerprint;
  if (fingerprint === undefined) {
    return null;
  }
  return (
    <Dialog
      title="Approve the host key"
      confirm="Approve"
      pending={pending}
      blocked={compared ? undefined : "Compare the fingerprint first."}
      onConfirm={() => onChange({ do: "APPROVE_HOST_KEY", fingerprint })}
      onCancel={onCancel}
    >
      {connection.hostKey?.status === "CHANGED" && (
        <Alert type="warning">
          This is another key than was approved. Somebody may be answering in the bastion&apos;s place:
          approve it only if you know why it has changed.
        </Alert>
      )}
      <FormField label={`What ${connection.host} shows`}>
        <CopyableId id={fingerprint} what="fingerprint" />
      </FormField>
      {connection.nextAction?.command != null && (
        <div>
          <Box variant="p">On the bastion itself, this command prints what it should be:</Box>
          <CommandBlock text={connection.nextAction.command} what="command" />
        </div>
      )}
      <Checkbox checked={compared} onChange={({ detail }) => setCompared(detail.checked)}>
        I have compared the fingerprint on the bastion itself
      </Checkbox>
      {error !== null && <ErrorAlert error={error} />}
    </Dialog>
  );
}
