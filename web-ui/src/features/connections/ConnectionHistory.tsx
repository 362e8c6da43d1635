import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Steps from "@cloudscape-design/components/steps";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ConnectionHistoryEntry } from "../../api/schema";
import { phaseName, reasonName } from "../../api/words";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { Loading } from "../../ui/Loading";
import { phaseStatus } from "../../ui/PhaseBadge";
import { TimeAgo } from "../../ui/TimeAgo";
import { historyQuery } from "./queries";

/** What has become of the connection, newest first. */
export function ConnectionHistory({ tenantId, connectionId }: { tenantId: string; connectionId: string }) {
  const history = useInfiniteQuery(historyQuery(tenantId, connectionId));
  const entries = history.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Container header={<Header variant="h2">History</Header>}>
      <SpaceBetween size="m">
        {history.isPending && <Loading />}
        {history.isError && <ErrorAlert error={history.error} onRetry={() => void history.refetch()} />}
        <Steps ariaLabel="History, newest first" steps={entries.map(step)} />
        {history.hasNextPage && (
          <Button
            loading={history.isFetchingNextPage}
            loadingText="Loading older entries"
            onClick={() => void history.fetchNextPage()}
          >
            Show older entries
          </Button>
        )}
      </SpaceBetween>
    </Container>
  );
}

function step(entry: ConnectionHistoryEntry) {
  return {
    status: phaseStatus(entry.phase),
    statusIconAriaLabel: phaseName(entry.phase),
    header: (
      <Box variant="span" fontWeight="bold">
        {reasonName(entry.reason)}
      </Box>
    ),
    details: (
      <SpaceBetween size="xxxs">
        <div>{entry.message}</div>
        {entry.awsErrorCode !== null && (
          <div>
            AWS said <Box variant="code">{entry.awsErrorCode}</Box>
          </div>
        )}
        <Box variant="small">
          <TimeAgo at={entry.occurredAt} />, by {entry.actor === "reconciler" ? "Postern" : entry.actor}
        </Box>
      </SpaceBetween>
    ),
  };
}
