import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { Finding } from "./findings";

/** The picture stays in sight. */
const SHOWN_FIRST = 2;
const MOST_TEXTS = 3;

/** What is wrong, loudest first, with what to do. */
export function FindingList({ findings }: { findings: readonly Finding[] }) {
  const [all, setAll] = useState(false);
  if (findings.length === 0) {
    return null;
  }
  const shown = all ? findings : findings.slice(0, SHOWN_FIRST);
  const hidden = findings.length - shown.length;
  return (
    <SpaceBetween size="xs">
      {shown.map((finding) => (
        <Alert key={finding.title} type={finding.severity} header={finding.title}>
          <SpaceBetween size="xxs">
            {finding.details.slice(0, MOST_TEXTS).map((detail) => (
              <div key={detail}>{detail}</div>
            ))}
            {finding.remedies.length > 0 && (
              <ExpandableSection
                variant="inline"
                headerText="What to do"
                headerAriaLabel={`What to do: ${finding.title}`}
              >
                <SpaceBetween size="xxs">
                  {finding.remedies.slice(0, MOST_TEXTS).map((remedy) => (
                    <div key={remedy}>{remedy}</div>
                  ))}
                </SpaceBetween>
              </ExpandableSection>
            )}
          </SpaceBetween>
        </Alert>
      ))}
      {hidden > 0 && (
        <Button onClick={() => setAll(true)}>
          {hidden === 1 ? "Show one more finding" : `Show ${hidden} more findings`}
        </Button>
      )}
    </SpaceBetween>
  );
}
