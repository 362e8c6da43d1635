import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import { isRouteErrorResponse, useRouteError } from "react-router";
import { isApiError } from "../api/errors";
import { ErrorAlert } from "../ui/ErrorAlert";

/** In place of a page that could not be shown: what the API refused, or a mistake of ours. */
export function PageError() {
  const error = useRouteError();
  return (
    <Box padding="l">
      {isApiError(error) ? (
        <ErrorAlert error={error} onRetry={() => window.location.reload()} />
      ) : (
        <Alert
          type="error"
          header="This page could not be shown"
          action={<Button onClick={() => window.location.reload()}>Reload the page</Button>}
        >
          {isMissingChunk(error)
            ? "Postern has been updated since you opened the console. Reload the page to go on."
            : "Something in the console went wrong; nothing was changed. Reload the page, and tell us if it stays."}
        </Alert>
      )}
    </Box>
  );
}

/** Pages that are loaded later have other names after an update. */
function isMissingChunk(error: unknown): boolean {
  return (
    !isRouteErrorResponse(error) &&
    error instanceof TypeError &&
    /dynamically imported module|importing a module script/i.test(error.message)
  );
}
