import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import Steps from "@cloudscape-design/components/steps";
import { useLocation } from "react-router";
import { useMe } from "../../api/me";
import type { OnboardingStep } from "../../api/schema";
import { RouterLink } from "../../ui/RouterLink";
import { standing } from "./words";

interface StepListProps {
  steps: readonly OnboardingStep[];
  /** The id of the one that is shown beside. */
  shown: OnboardingStep["id"] | undefined;
}

/** All steps in their order; each leads to what is to be known of it. */
export function StepList({ steps, shown }: StepListProps) {
  const me = useMe();
  const { pathname, search } = useLocation();
  const done = steps.filter(({ state }) => state === "DONE").length;
  return (
    <Container
      header={
        <Header variant="h2" counter={`(${done}/${steps.length})`}>
          Steps
        </Header>
      }
    >
      <Steps
        ariaLabel="Steps to a validated mapping"
        // Its own headers break within words.
        renderStep={({ status, statusIconAriaLabel = "", header, details }) => ({
          icon: <StatusIndicator type={status} iconAriaLabel={statusIconAriaLabel} />,
          header: <Box margin={{ left: "xxs" }}>{header}</Box>,
          details: <Box margin={{ left: "xxs", bottom: "xs" }}>{details}</Box>,
        })}
        steps={steps.map((step) => {
          const words = standing(step, me);
          return {
            status: status(step),
            statusIconAriaLabel: words,
            header:
              step.id === shown ? (
                <Box variant="span" fontWeight="bold">
                  <span aria-current="step">{step.title}</span>
                </Box>
              ) : (
                <RouterLink to={pathname + withStep(search, step)}>{step.title}</RouterLink>
              ),
            details: <Box variant="small">{words}</Box>,
          };
        })}
      />
    </Container>
  );
}

/** The next one is what the page shows by itself, and follows. */
function withStep(search: string, { id, state }: OnboardingStep): string {
  const parameters = new URLSearchParams(search);
  if (state === "NEXT") {
    parameters.delete("step");
  } else {
    parameters.set("step", id);
  }
  return parameters.size === 0 ? "" : `?${parameters}`;
}

function status({ state, actor }: OnboardingStep): StatusIndicatorProps.Type {
  switch (state) {
    case "DONE":
      return "success";
    case "NEXT":
      return actor === "POSTERN" || actor === "AWS" ? "loading" : "in-progress";
    case "LATER":
      return "pending";
  }
}
