import type { ApiError } from "../../api/errors";
import { Dialog } from "../../ui/Dialog";
import { ErrorAlert } from "../../ui/ErrorAlert";

/** Where the thing that was refused has no dialog of its own. */
export function RetryFailed({ error, onDismiss }: { error: ApiError; onDismiss: () => void }) {
  return (
    <Dialog title="That did not succeed" confirm="Close" onConfirm={onDismiss} onCancel={onDismiss}>
      <ErrorAlert error={error} />
    </Dialog>
  );
}
