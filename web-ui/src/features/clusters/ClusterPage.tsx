import SpaceBetween from "@cloudscape-design/components/space-between";
import Tabs from "@cloudscape-design/components/tabs";
import { useQuery } from "@tanstack/react-query";
import { useTenantName } from "../../api/overview";
import { paths } from "../../paths";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { Loading } from "../../ui/Loading";
import { Page } from "../../ui/Page";
import { TimeAgo } from "../../ui/TimeAgo";
import { useFilter } from "../../ui/useFilter";
import { useClusterId, useTenantId } from "../../ui/useIds";
import { ClusterActions } from "./ClusterActions";
import { ConfigurationTab } from "./ConfigurationTab";
import { MappingTab } from "./MappingTab";
import { HealthBadge } from "./OutcomeBadge";
import { OtherClusterAlert } from "./OtherClusterAlert";
import { clusterQuery } from "./queries";
import { TopologyTab } from "./TopologyTab";
import { ValidationsTab } from "./ValidationsTab";
import { WaysTab } from "./WaysTab";

const TABS = ["ways", "mapping", "validations", "topology", "configuration"] as const;

/** The way that each broker takes first; then what it is made of. */
export function Component() {
  const tenantId = useTenantId();
  const clusterId = useClusterId();
  const [tab = "ways", setTab] = useFilter("tab", TABS);
  const { data: cluster, error, refetch } = useQuery(clusterQuery(tenantId, clusterId));
  const above = [
    { text: useTenantName(tenantId), to: paths.tenant(tenantId) },
    { text: "Clusters", to: paths.clusters(tenantId) },
  ];
  if (cluster === undefined) {
    return (
      <Page title="Cluster" above={above}>
        {error === null ? (
          <Loading what="the cluster" />
        ) : (
          <ErrorAlert error={error} onRetry={() => void refetch()} />
        )}
      </Page>
    );
  }
  const here = { tenantId, cluster };
  return (
    <Page
      title={cluster.name}
      above={above}
      description={
        <>
          <HealthBadge cluster={cluster} />
          {cluster.validatedAt !== null && (
            <>
              , last validated <TimeAgo at={cluster.validatedAt} />
            </>
          )}
        </>
      }
      actions={<ClusterActions {...here} />}
    >
      <SpaceBetween size="l">
        {error !== null && <ErrorAlert error={error} onRetry={() => void refetch()} />}
        <OtherClusterAlert tenantId={tenantId} clusterId={clusterId} />
        <Tabs
          ariaLabel="About the cluster"
          activeTabId={tab}
          onChange={({ detail }) => {
            const next = TABS.find((one) => one === detail.activeTabId);
            setTab(next === "ways" ? undefined : next);
          }}
          tabs={[
            { id: "ways", label: "Ways", content: <WaysTab {...here} /> },
            { id: "mapping", label: "Resolver mapping", content: <MappingTab {...here} /> },
            { id: "validations", label: "Validations", content: <ValidationsTab {...here} /> },
            { id: "topology", label: "Topology", content: <TopologyTab {...here} /> },
            { id: "configuration", label: "Configuration", content: <ConfigurationTab {...here} /> },
          ]}
        />
      </SpaceBetween>
    </Page>
  );
}
