import type { ApiError } from "../api/errors";
import { ErrorAlert } from "./ErrorAlert";

interface FormProblemProps {
  error: ApiError | null;
  /** Pointers of the fields that say themselves what is wrong with them. */
  fields: RegExp;
}

/** What is wrong with what a form has sent, unless its fields say all of it. */
export function FormProblem({ error, fields }: FormProblemProps) {
  if (
    error === null ||
    (error.fields.length > 0 && error.fields.every(({ pointer }) => fields.test(pointer)))
  ) {
    return null;
  }
  return (
    <div role="alert" tabIndex={-1} data-problem="">
      <ErrorAlert error={error} />
    </div>
  );
}
