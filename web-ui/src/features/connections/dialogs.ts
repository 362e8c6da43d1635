import type { Change } from "../../api/connections";
import type { ApiError } from "../../api/errors";

/** What each dialog over a change is told. */
export interface ChangeDialogProps {
  pending: boolean;
  error: ApiError | null;
  onChange: (change: Change) => void;
  onCancel: () => void;
}
