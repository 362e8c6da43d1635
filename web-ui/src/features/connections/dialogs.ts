import type { ApiError } from "../../api/errors";
import type { Change } from "./queries";

/** What each dialog over a change is told. */
export interface ChangeDialogProps {
  pending: boolean;
  error: ApiError | null;
  onChange: (change: Change) => void;
  onCancel: () => void;
}
