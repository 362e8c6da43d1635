import Box from "@cloudscape-design/components/box";
import StatusIndicator from "@cloudscape-design/components/status-indicator";

export function Loading({ what }: { what?: string }) {
  return (
    <Box padding="xxl" textAlign="center">
      <StatusIndicator type="loading">{what === undefined ? "Loading" : `Loading ${what}`}</StatusIndicator>
    </Box>
  );
}
