import Box from "@cloudscape-design/components/box";
import ColumnLayout from "@cloudscape-design/components/column-layout";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { addressed, useMe } from "../../api/me";
import type { Connection } from "../../api/schema";
import { reasonName } from "../../api/words";
import { CommandBlock } from "../../ui/CommandBlock";
import { PhaseBadge } from "../../ui/PhaseBadge";
import { TimeAgo } from "../../ui/TimeAgo";

interface ConnectionNowProps {
  connection: Connection;
  /** Leads to where the next step is done, if it is one of those up to a validated mapping. */
  onboarding: React.ReactNode;
}

/** What is happening, who acts next, and what that one does: all as the service says it. */
export function ConnectionNow({ connection, onboarding }: ConnectionNowProps) {
  const me = useMe();
  const { phase, reason, message, waitingOn, nextAction, updatedAt } = connection;
  const lines = message.split("\n");
  return (
    <Container
      header={
        <Header variant="h2" actions={onboarding}>
          What is happening
        </Header>
      }
    >
      <SpaceBetween size="l">
        <ColumnLayout columns={3} variant="text-grid">
          <Fact label="Phase">
            <PhaseBadge phase={phase} />
          </Fact>
          <Fact label="Why">{reasonName(reason)}</Fact>
          <Fact label="Waiting on">{addressed(waitingOn, me)}</Fact>
        </ColumnLayout>
        <div>
          {lines.map((line, number) => (
            <Box key={number} variant="p">
              {line}
            </Box>
          ))}
          <Box variant="small">
            Last change <TimeAgo at={updatedAt} />
          </Box>
        </div>
        {nextAction !== null && (
          <section aria-labelledby="next-step">
            <SpaceBetween size="xs">
              <Box variant="h3" padding="n">
                <span id="next-step">Next step</span>
              </Box>
              <Box variant="p" padding="n">
                {nextAction.summary}
              </Box>
              {nextAction.command !== null && <CommandBlock text={nextAction.command} what="command" />}
            </SpaceBetween>
          </section>
        )}
      </SpaceBetween>
    </Container>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <Box variant="awsui-key-label">{label}</Box>
      <div>{children}</div>
    </div>
  );
}
