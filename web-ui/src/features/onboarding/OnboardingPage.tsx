import Grid from "@cloudscape-design/components/grid";
import LiveRegion from "@cloudscape-design/components/live-region";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";
import { connectionQuery } from "../../api/connections";
import { addressed, useMe } from "../../api/me";
import { nextStep, onboardingQuery } from "../../api/onboarding";
import { useTenantName } from "../../api/overview";
import { paths } from "../../paths";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { LinkButton } from "../../ui/LinkButton";
import { Loading } from "../../ui/Loading";
import { Page } from "../../ui/Page";
import { useFilter } from "../../ui/useFilter";
import { useConnectionId, useTenantId } from "../../ui/useIds";
import { ClusterChoice } from "./ClusterChoice";
import { Finished } from "./Finished";
import "./onboarding.css";
import { StepList } from "./StepList";
import { StepPanel } from "./StepPanel";

/**
 * The way of a connection down to a validated mapping. The service says where on it one is; the page follows, unless the URL
 * names a step to look at.
 */
export function Component() {
  const tenantId = useTenantId();
  const connectionId = useConnectionId();
  const me = useMe();
  const [clusterId, setClusterId] = useFilter("clusterId");
  const [wanted, setWanted] = useFilter("step");
  const connection = useQuery(connectionQuery(tenantId, connectionId));
  const onboarding = useQuery(onboardingQuery(tenantId, connectionId, clusterId));
  const error = connection.error ?? onboarding.error;
  const name = connection.data?.name ?? "Connection";
  const above = [
    { text: useTenantName(tenantId), to: paths.tenant(tenantId) },
    { text: "Connections", to: paths.connections(tenantId) },
    { text: name, to: paths.connection(tenantId, connectionId) },
  ];
  const problem = error !== null && (
    <ErrorAlert
      error={error}
      onRetry={() => {
        void connection.refetch();
        void onboarding.refetch();
      }}
    />
  );
  if (connection.data === undefined || onboarding.data === undefined) {
    return (
      <Page title="Onboarding" above={above}>
        {problem === false ? <Loading what="the steps" /> : problem}
      </Page>
    );
  }
  const { steps, done } = onboarding.data;
  const next = nextStep(onboarding.data);
  const shown = steps.find(({ id }) => id === wanted) ?? next ?? (done ? undefined : steps.at(-1));
  return (
    <Page
      title={`Onboarding of ${name}`}
      description="From nothing to a validated mapping. The page goes on by itself as steps get done."
      above={above}
      actions={<LinkButton to={paths.connection(tenantId, connectionId)}>See the connection</LinkButton>}
    >
      <SpaceBetween size="l">
        {problem}
        <LiveRegion hidden>
          {done
            ? "Every step is done."
            : next !== undefined &&
              `The next step is: ${next.title}. Whose it is: ${addressed(next.actor, me)}.`}
        </LiveRegion>
        <Grid gridDefinition={[{ colspan: { default: 12, xs: 4 } }, { colspan: { default: 12, xs: 8 } }]}>
          <SpaceBetween size="l">
            <StepList steps={steps} shown={shown?.id} />
            <ClusterChoice
              clusters={onboarding.data.clusters}
              clusterId={onboarding.data.clusterId}
              onChange={setClusterId}
            />
          </SpaceBetween>
          {shown === undefined ? (
            <Finished tenantId={tenantId} connectionId={connectionId} onboarding={onboarding.data} />
          ) : (
            <StepPanel
              key={shown.id}
              tenantId={tenantId}
              connection={connection.data}
              onboarding={onboarding.data}
              step={shown}
              onDone={() => setWanted(undefined)}
            />
          )}
        </Grid>
      </SpaceBetween>
    </Page>
  );
}
