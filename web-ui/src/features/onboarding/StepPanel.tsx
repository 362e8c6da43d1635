import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useMe } from "../../api/me";
import { commandsOf } from "../../api/onboarding";
import type { Connection, Onboarding, OnboardingStep } from "../../api/schema";
import { CommandBlock } from "../../ui/CommandBlock";
import { ChangeTarget } from "./ChangeTarget";
import { StepAction } from "./StepAction";
import { StepKit } from "./StepKit";
import { TryAgain } from "./TryAgain";
import { useHeadingFocus } from "./useHeadingFocus";
import { standing } from "./words";

export interface StepProps {
  tenantId: string;
  connection: Connection;
  onboarding: Onboarding;
  step: OnboardingStep;
  /** What was to be done here has been done. */
  onDone: () => void;
}

/** One step: whose it is and what that one does, where it can be done here, and the texts that it takes. */
export function StepPanel(props: StepProps) {
  const { step, connection, onboarding } = props;
  const me = useMe();
  const heading = useHeadingFocus();
  const { api, elsewhere } = commandsOf(step.command);
  const next = step.state === "NEXT";
  return (
    <Container
      header={
        <Header variant="h2" description={<Standing step={step} words={standing(step, me)} />}>
          <span ref={heading} tabIndex={-1} className="step-heading">
            {step.title}
          </span>
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Box variant="p" padding="n">
          {step.summary}
        </Box>
        {elsewhere !== null && step.id !== "APPROVE_HOST_KEY" && (
          <CommandBlock text={elsewhere} what="command" />
        )}
        {/* What a form asks for may come of the kit: that is read first. */}
        {step.id === "NAME_SERVICE" && <StepKit step={step} kit={onboarding.kit} />}
        <StepAction {...props} />
        {next && <ChangeTarget {...props} />}
        {next && connection.allowedActions.includes("RETRY") && <TryAgain {...props} />}
        {step.id !== "NAME_SERVICE" && <StepKit step={step} kit={onboarding.kit} />}
        {api !== null && step.state !== "DONE" && (
          <ExpandableSection headerText="By API" headingTagOverride="h3">
            <SpaceBetween size="xs">
              <Box variant="small">
                The same for programs. POSTERN_URL and POSTERN_TOKEN, an administrator&apos;s, are in the
                environment.
              </Box>
              <CommandBlock text={api} what="call of the API" />
            </SpaceBetween>
          </ExpandableSection>
        )}
      </SpaceBetween>
    </Container>
  );
}

function Standing({ step: { state, actor }, words }: { step: OnboardingStep; words: string }) {
  switch (state) {
    case "DONE":
      return <StatusIndicator type="success">{words}</StatusIndicator>;
    case "NEXT":
      return (
        <StatusIndicator type={actor === "POSTERN" || actor === "AWS" ? "loading" : "in-progress"}>
          {words}
        </StatusIndicator>
      );
    case "LATER":
      return <StatusIndicator type="pending">{words}</StatusIndicator>;
  }
}
