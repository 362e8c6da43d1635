import Box from "@cloudscape-design/components/box";
import Checkbox from "@cloudscape-design/components/checkbox";
import { useState } from "react";
import { Dialog } from "../../ui/Dialog";
import { ErrorAlert } from "../../ui/ErrorAlert";
import type { ChangeDialogProps } from "./dialogs";

/** The service refuses until the second key was seen to log in; whoever insists is asked only then. */
export function RotateKeys({ pending, error, onChange, onCancel }: ChangeDialogProps) {
  const [force, setForce] = useState(false);
  return (
    <Dialog
      title="Rotate the keys"
      confirm="Rotate"
      pending={pending}
      onConfirm={() => onChange({ do: "ROTATE_KEYS", force })}
      onCancel={onCancel}
    >
      <Box variant="p">
        The first key is dropped, the second takes its place, and a new one is made. Clients that are
        connected stay so. Install the new lines for authorized_keys on the bastion afterwards.
      </Box>
      {error !== null && <ErrorAlert error={error} />}
      {error?.status === 409 && (
        <Checkbox checked={force} onChange={({ detail }) => setForce(detail.checked)}>
          Rotate all the same: Postern may not get in until the new lines are installed
        </Checkbox>
      )}
    </Dialog>
  );
}
