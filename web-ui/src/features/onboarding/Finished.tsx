import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { Onboarding } from "../../api/schema";
import { paths } from "../../paths";
import { LinkButton } from "../../ui/LinkButton";
import { useHeadingFocus } from "./useHeadingFocus";

interface FinishedProps {
  tenantId: string;
  connectionId: string;
  onboarding: Onboarding;
}

/** Nothing is left to be done; where to go from here. */
export function Finished({ tenantId, connectionId, onboarding: { clusterId, clusters } }: FinishedProps) {
  const heading = useHeadingFocus();
  const cluster = clusters.find(({ id }) => id === clusterId)?.name ?? "the cluster";
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={<StatusIndicator type="success">Every step is done</StatusIndicator>}
        >
          <span ref={heading} tabIndex={-1} className="step-heading">
            The mapping is validated
          </span>
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Box variant="p" padding="n">
          Clients that follow the mapping reach the brokers of {cluster}: its newest validation failed no
          check. Postern validates it anew every day.
        </Box>
        <SpaceBetween direction="horizontal" size="xs">
          {clusterId !== null && (
            <LinkButton variant="primary" to={paths.cluster(tenantId, clusterId)}>
              See the ways of {cluster}
            </LinkButton>
          )}
          {clusterId !== null && (
            <LinkButton to={paths.cluster(tenantId, clusterId, "mapping")}>See the mapping</LinkButton>
          )}
          <LinkButton to={paths.connectionKit(tenantId, connectionId)}>Set up clients</LinkButton>
        </SpaceBetween>
      </SpaceBetween>
    </Container>
  );
}
