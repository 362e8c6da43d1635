import Box from "@cloudscape-design/components/box";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { AuditEntry } from "../../api/schema";

export function Outcome({ outcome, attempts }: Pick<AuditEntry, "outcome" | "attempts">) {
  return (
    <>
      <StatusIndicator type={outcome === "DENIED" ? "error" : "success"} wrapText={false}>
        {outcomeName(outcome)}
      </StatusIndicator>
      {attempts > 1 && (
        <Box variant="small" display="block">
          {attempts} times in a minute
        </Box>
      )}
    </>
  );
}

export function outcomeName(outcome: AuditEntry["outcome"]): string {
  switch (outcome) {
    case "SUCCEEDED":
      return "Succeeded";
    case "DENIED":
      return "Denied";
  }
}
