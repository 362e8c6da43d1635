import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import type { ApiError } from "../api/errors";
import { CopyableId } from "./CopyableId";

interface ErrorAlertProps {
  error: ApiError;
  /** Shown as a button; for what is read, where asking again may help. */
  onRetry?: () => void;
}

/**
 * An error at the place that it belongs to, once. What concerns one field stands at the field; this lists the fields
 * that the page has no place for only if it is given the error as it came.
 */
export function ErrorAlert({ error, onRetry }: ErrorAlertProps) {
  // What the API says of roles is for programs.
  const ofRole = error.kind === "forbidden" && error.detail.startsWith("Your role");
  const warning = error.status === 403 || error.status === 404;
  return (
    <Alert
      type={warning ? "warning" : "error"}
      header={ofRole ? "You may not see or do this" : error.title}
      action={onRetry === undefined || warning ? undefined : <Button onClick={onRetry}>Try again</Button>}
    >
      {ofRole
        ? "Your role does not allow it. Whoever gave you your token can give you one with another role."
        : error.detail}
      {error.fields.length > 0 && (
        <ul>
          {error.fields.map((field) => (
            <li key={`${field.pointer} ${field.detail}`}>
              <Box variant="code">{field.pointer}</Box> {field.detail}
            </li>
          ))}
        </ul>
      )}
      {error.requestId !== null && (
        <Box variant="small" display="block" margin={{ top: "xxs" }}>
          Request <CopyableId id={error.requestId} what="request id" />
        </Box>
      )}
    </Alert>
  );
}
