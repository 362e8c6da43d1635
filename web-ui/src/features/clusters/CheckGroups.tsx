import Box from "@cloudscape-design/components/box";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { Validation } from "../../api/schema";
import { Loading } from "../../ui/Loading";
import { useFilter } from "../../ui/useFilter";
import { CheckItem } from "./CheckItem";
import { type CheckGroup, groupsOf } from "./checks";
import { countsText } from "./counts";
import { OutcomeBadge } from "./OutcomeBadge";
import { useConnectionsOf } from "./queries";

/** The checks by what they are about. Whatever has not simply passed is open from the beginning. */
export function CheckGroups({ tenantId, run }: { tenantId: string; run: Validation }) {
  const [show, setShow] = useFilter("show", ["attention"]);
  const connections = useConnectionsOf(
    tenantId,
    run.checks.flatMap(({ id }) => (id.startsWith("connection/") ? [id.split("/")[1] ?? ""] : [])),
  );
  const groups = groupsOf(run.checks, (id) => connections.find((connection) => connection.id === id)?.name);
  const attention = groups.filter(({ worst }) => worst !== "PASS");
  const shown = show === "attention" ? attention : groups;
  if (groups.length === 0) {
    return run.state === "RUNNING" ? (
      <Loading what="the first checks" />
    ) : (
      <Box color="text-body-secondary">The run ended without a check.</Box>
    );
  }
  return (
    <SpaceBetween size="s">
      <SegmentedControl
        label="Which checks are shown"
        selectedId={show ?? "all"}
        options={[
          { id: "all", text: `All (${groups.length})` },
          { id: "attention", text: `Needs attention (${attention.length})` },
        ]}
        onChange={({ detail }) => setShow(detail.selectedId === "attention" ? "attention" : undefined)}
      />
      {shown.length === 0 && (
        <Box color="text-body-secondary">
          {run.state === "RUNNING" ? "Nothing so far." : "Nothing: every check has passed."}
        </Box>
      )}
      {shown.map((group) => (
        <Group key={group.key} group={group} />
      ))}
    </SpaceBetween>
  );
}

/** Opens by itself when a check of it fails; from then on it is as the reader wants it. */
function Group({ group }: { group: CheckGroup }) {
  const [wanted, setWanted] = useState<boolean | null>(null);
  const { title, checks, worst } = group;
  const expanded = wanted ?? worst !== "PASS";
  const counts = { pass: 0, warn: 0, fail: 0, skipped: 0, unproven: 0 };
  for (const { outcome } of checks) {
    counts[outcome.toLowerCase() as Lowercase<typeof outcome>] += 1;
  }
  return (
    <ExpandableSection
      variant="stacked"
      expanded={expanded}
      onChange={({ detail }) => setWanted(detail.expanded)}
      headerText={title}
      headerCounter={`(${checks.length})`}
      headingTagOverride="h2"
      headerDescription={countsText(counts)}
      headerActions={<OutcomeBadge outcome={worst} />}
    >
      <SpaceBetween size="m">
        {expanded && checks.map((check) => <CheckItem key={check.id} check={check} />)}
      </SpaceBetween>
    </ExpandableSection>
  );
}
