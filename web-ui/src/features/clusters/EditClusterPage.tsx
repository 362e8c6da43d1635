import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { Cluster, Connection } from "../../api/schema";
import { useTenantName } from "../../api/overview";
import { paths } from "../../paths";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { Loading } from "../../ui/Loading";
import { notify } from "../../ui/notices";
import { Page } from "../../ui/Page";
import { useClusterId, useTenantId } from "../../ui/useIds";
import { ClusterForm } from "./ClusterForm";
import type { Draft } from "./draft";
import { draftOf, patchOf } from "./edit";
import { clusterQuery, useChangeCluster } from "./queries";
import { useThrough } from "./useThrough";

export function Component() {
  const tenantId = useTenantId();
  const clusterId = useClusterId();
  const cluster = useQuery(clusterQuery(tenantId, clusterId));
  const through = useThrough(tenantId);
  const error = cluster.error ?? through.error;
  const name = cluster.data?.name ?? "Cluster";
  const backTo =
    through.data === undefined
      ? paths.cluster(tenantId, clusterId, "configuration")
      : paths.onboarding(tenantId, through.data.id);
  return (
    <Page
      title={`Change ${name}`}
      description="Postern asks the cluster for its brokers anew, and maps them by the routes as they are then."
      above={[
        { text: useTenantName(tenantId), to: paths.tenant(tenantId) },
        { text: "Clusters", to: paths.clusters(tenantId) },
        { text: name, to: paths.cluster(tenantId, clusterId) },
      ]}
    >
      {error !== null && cluster.data === undefined ? (
        <ErrorAlert error={error} onRetry={() => void cluster.refetch()} />
      ) : cluster.data === undefined || through.isLoading ? (
        <Loading what="the cluster" />
      ) : (
        <EditCluster tenantId={tenantId} cluster={cluster.data} through={through.data} backTo={backTo} />
      )}
    </Page>
  );
}

interface EditClusterProps {
  tenantId: string;
  cluster: Cluster;
  through: Connection | undefined;
  backTo: string;
}

function EditCluster({ tenantId, cluster, through, backTo }: EditClusterProps) {
  const navigate = useNavigate();
  // As it was when the page opened: what somebody else changes meanwhile is for the service to object to.
  const [before] = useState(cluster);
  const [draft, setDraft] = useState<Draft>(() => draftOf(cluster));
  const change = useChangeCluster(tenantId, before, () => {
    notify(`${draft.name} is changed.`);
    void navigate(backTo);
  });
  const patch = patchOf(before, draft);
  return (
    <ClusterForm
      tenantId={tenantId}
      draft={draft}
      submit="Save the changes"
      pending={change.isPending}
      error={change.error}
      cancelTo={backTo}
      through={through}
      secretsKept
      blocked={patch === undefined ? "Nothing has been changed." : undefined}
      onChange={(part) => setDraft((present) => ({ ...present, ...part }))}
      onSubmit={() => {
        if (patch !== undefined) {
          change.mutate({ do: "EDIT", patch });
        }
      }}
    />
  );
}
