import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";
import { mayChange, useMe } from "../../api/me";
import type { Validation } from "../../api/schema";
import { useTenantName } from "../../api/overview";
import { paths } from "../../paths";
import { CopyableId } from "../../ui/CopyableId";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { Loading } from "../../ui/Loading";
import { Page } from "../../ui/Page";
import { RouterLink } from "../../ui/RouterLink";
import { TimeAgo } from "../../ui/TimeAgo";
import { useClusterId, useTenantId, useValidationId } from "../../ui/useIds";
import { CheckGroups } from "./CheckGroups";
import { countsText, secondsText } from "./counts";
import { StateBadge } from "./OutcomeBadge";
import { clusterQuery } from "./queries";
import { StartValidation } from "./StartValidation";
import { validationQuery } from "./validationQueries";

/** A run, check by check; as it goes while it goes. */
export function Component() {
  const tenantId = useTenantId();
  const clusterId = useClusterId();
  const validationId = useValidationId();
  const cluster = useQuery(clusterQuery(tenantId, clusterId));
  const { data: run, error, refetch } = useQuery(validationQuery(tenantId, clusterId, validationId));
  const may = mayChange(useMe());
  const name = cluster.data?.name ?? "Cluster";
  return (
    <Page
      title={`Validation of ${name}`}
      above={[
        { text: useTenantName(tenantId), to: paths.tenant(tenantId) },
        { text: "Clusters", to: paths.clusters(tenantId) },
        { text: name, to: paths.cluster(tenantId, clusterId) },
      ]}
      actions={
        may && run !== undefined && run.state !== "RUNNING" ? (
          <StartValidation tenantId={tenantId} clusterId={clusterId} />
        ) : undefined
      }
    >
      {run === undefined ? (
        error === null ? (
          <Loading what="the validation" />
        ) : (
          <ErrorAlert error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <SpaceBetween size="l">
          {error !== null && <ErrorAlert error={error} onRetry={() => void refetch()} />}
          <Summary run={run} waysPath={paths.cluster(tenantId, clusterId)} />
          <CheckGroups tenantId={tenantId} run={run} />
        </SpaceBetween>
      )}
    </Page>
  );
}

function Summary({ run, waysPath }: { run: Validation; waysPath: string }) {
  return (
    <Container>
      <SpaceBetween size="m">
        {run.message !== null && (
          <Alert type="error" header="The run could not be brought to an end">
            {run.message}
          </Alert>
        )}
        <KeyValuePairs
          columns={4}
          items={[
            { label: "State", value: <StateBadge state={run.state} /> },
            {
              label: "Checks",
              value: (
                // A screen reader hears how far the run is as it goes.
                <span role="status">{countsText(run.counts)}</span>
              ),
            },
            {
              label: "Started",
              value: (
                <>
                  <TimeAgo at={run.startedAt} />, by {run.startedBy === "postern" ? "Postern" : run.startedBy}
                </>
              ),
            },
            { label: "Took", value: run.finishedAt === null ? "Still running" : secondsText(run) },
          ]}
        />
        <Box>
          <RouterLink to={waysPath}>See the ways of the cluster</RouterLink>{" "}
          <Box variant="small" display="inline">
            <CopyableId id={run.id} what="validation's id" />
          </Box>
        </Box>
      </SpaceBetween>
    </Container>
  );
}
