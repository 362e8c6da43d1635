import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import type { ClusterHealth } from "../../api/enums";
import type { ClusterTally, ConnectionTally } from "../../api/schema";
import { healthName, phaseName, waitingOnObject } from "../../api/words";
import type { ConnectionFilter } from "../../paths";
import { PhaseBadge } from "../../ui/PhaseBadge";
import { RouterLink } from "../../ui/RouterLink";

interface ConnectionCountsProps {
  tally: ConnectionTally;
  /** Where the connections are that a number counts. */
  to: (filter?: ConnectionFilter) => string;
}

/** How many connections are in which phase, and what waits on whom: each number leads to those it counts. */
export function ConnectionCounts({ tally, to }: ConnectionCountsProps) {
  return (
    <Container
      header={
        <Header variant="h2" counter={`(${tally.total})`}>
          Connections
        </Header>
      }
    >
      <SpaceBetween size="l">
        <KeyValuePairs
          columns={4}
          items={tally.phases.map(({ phase, count }) => ({
            label: <PhaseBadge phase={phase} />,
            value: <Count count={count} to={to({ phase })} what={`in the phase ${phaseName(phase)}`} />,
          }))}
        />
        <KeyValuePairs
          columns={4}
          items={tally.waitingOn
            .filter(({ waitingOn }) => waitingOn !== "NOBODY")
            .map(({ waitingOn, count }) => ({
              label: `Waiting on ${waitingOnObject(waitingOn)}`,
              value: (
                <Count
                  count={count}
                  to={to({ waitingOn })}
                  what={`waiting on ${waitingOnObject(waitingOn)}`}
                />
              ),
            }))}
        />
      </SpaceBetween>
    </Container>
  );
}

function Count({ count, to, what }: { count: number; to: string; what: string }) {
  return count === 0 ? (
    <Box color="text-body-secondary" fontSize="heading-l">
      0
    </Box>
  ) : (
    <RouterLink to={to} fontSize="heading-l" ariaLabel={`${count} connections ${what}`}>
      {count}
    </RouterLink>
  );
}

export function ClusterCounts({ tally }: { tally: ClusterTally }) {
  return (
    <Container
      header={
        <Header variant="h2" counter={`(${tally.total})`}>
          Clusters
        </Header>
      }
    >
      <KeyValuePairs
        columns={4}
        items={tally.healths.map(({ health, count }) => ({
          label: <StatusIndicator type={healthStatus(health)}>{healthName(health)}</StatusIndicator>,
          value: (
            <>
              <Box
                fontSize="heading-l"
                variant="span"
                color={count === 0 ? "text-body-secondary" : "inherit"}
              >
                {count}
              </Box>
              {health === "HEALTHY" && tally.unproven > 0 && (
                <Box variant="small"> {tally.unproven} of them unproven</Box>
              )}
            </>
          ),
        }))}
      />
    </Container>
  );
}

function healthStatus(health: ClusterHealth): StatusIndicatorProps.Type {
  switch (health) {
    case "UNVALIDATED":
      return "pending";
    case "HEALTHY":
      return "success";
    case "FAILING":
      return "error";
    case "UNREACHABLE":
      return "error";
  }
}
