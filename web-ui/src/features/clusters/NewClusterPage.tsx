import { useState } from "react";
import { useNavigate } from "react-router";
import { idempotencyKey } from "../../api/client";
import type { Connection } from "../../api/schema";
import { useTenantName } from "../../api/overview";
import { paths } from "../../paths";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { Loading } from "../../ui/Loading";
import { notify } from "../../ui/notices";
import { Page } from "../../ui/Page";
import { useTenantId } from "../../ui/useIds";
import { ClusterForm } from "./ClusterForm";
import { clusterOf, type Draft, emptyDraft } from "./draft";
import { useCreateCluster } from "./queries";
import { useThrough } from "./useThrough";

export function Component() {
  const tenantId = useTenantId();
  const through = useThrough(tenantId);
  const above =
    through.data === undefined
      ? { text: "Clusters", to: paths.clusters(tenantId) }
      : {
          text: `Onboarding of ${through.data.name}`,
          to: paths.onboarding(tenantId, through.data.id),
        };
  return (
    <Page
      title="Create a cluster"
      description="Postern asks the cluster for its brokers, maps each to the way that a route gives it, and sees who answers there."
      above={[{ text: useTenantName(tenantId), to: paths.tenant(tenantId) }, above]}
    >
      {through.isError ? (
        <ErrorAlert error={through.error} onRetry={() => void through.refetch()} />
      ) : through.isLoading ? (
        <Loading what="the connection" />
      ) : (
        <NewCluster tenantId={tenantId} through={through.data} backTo={above.to} />
      )}
    </Page>
  );
}

interface NewClusterProps {
  tenantId: string;
  /** The connection whose onboarding it is for, which goes on afterwards. */
  through: Connection | undefined;
  backTo: string;
}

function NewCluster({ tenantId, through, backTo }: NewClusterProps) {
  const navigate = useNavigate();
  const [{ draft, key }, setState] = useState(() => ({ draft: emptyDraft(through), key: idempotencyKey() }));
  const create = useCreateCluster(tenantId, ({ id, name }) => {
    notify(`${name} is made. Postern asks it for its brokers.`);
    void navigate(through === undefined ? paths.cluster(tenantId, id) : backTo);
  });
  // Whatever is sent anew after a change is another creation.
  const change = (part: Partial<Draft>) =>
    setState((before) => ({ draft: { ...before.draft, ...part }, key: idempotencyKey() }));
  return (
    <ClusterForm
      tenantId={tenantId}
      draft={draft}
      submit="Create the cluster"
      pending={create.isPending}
      error={create.error}
      cancelTo={backTo}
      through={through}
      onChange={change}
      onSubmit={() => create.mutate({ cluster: clusterOf(draft), key })}
    />
  );
}
