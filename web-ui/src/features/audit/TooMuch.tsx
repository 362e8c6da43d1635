import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ApiError } from "../../api/errors";
import { CopyableId } from "../../ui/CopyableId";

interface TooMuchProps {
  error: ApiError;
  onNarrow: (last: string) => void;
}

/** The service looks for three seconds and no longer: a shorter time is looked through in that. */
export function TooMuch({ error, onNarrow }: TooMuchProps) {
  return (
    <Alert type="info" header="That is more of the log than can be looked through at once">
      <SpaceBetween size="s">
        <div>
          Nothing is wrong, and nothing was left out silently. Look at a shorter time: choose its beginning
          and its end below, or one of these. Looking for one actor, or for what was denied, is quick over any
          time.
        </div>
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={() => onNarrow("1h")}>The last hour</Button>
          <Button onClick={() => onNarrow("24h")}>The last 24 hours</Button>
          <Button onClick={() => onNarrow("7d")}>The last 7 days</Button>
        </SpaceBetween>
        {error.requestId !== null && (
          <Box variant="small">
            Request <CopyableId id={error.requestId} what="request id" />
          </Box>
        )}
      </SpaceBetween>
    </Alert>
  );
}
