import Box from "@cloudscape-design/components/box";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Check } from "../../api/schema";
import { Evidence } from "./Evidence";
import { OutcomeBadge } from "./OutcomeBadge";
import { checkName } from "./words";

/** A check: how it ended, what was found, what to do, and on request what that is based on. */
export function CheckItem({ check }: { check: Check }) {
  const { id, outcome, millis, summary, evidence, remedy } = check;
  return (
    <div className="check-item">
      <div className="check-outcome">
        <OutcomeBadge outcome={outcome} />
      </div>
      <SpaceBetween size="xxs">
        <div>
          <Box variant="strong">{checkName(id)}</Box>{" "}
          <Box variant="small" color="text-body-secondary" display="inline">
            {millis} ms
          </Box>
        </div>
        <div>{summary}</div>
        {remedy !== null && (
          <div>
            <Box variant="strong">What to do: </Box>
            {remedy}
          </div>
        )}
        {Object.keys(evidence).length > 0 && (
          <ExpandableSection variant="inline" headerText="Evidence" headerAriaLabel={`Evidence of ${id}`}>
            <Evidence evidence={evidence} />
          </ExpandableSection>
        )}
      </SpaceBetween>
    </div>
  );
}
