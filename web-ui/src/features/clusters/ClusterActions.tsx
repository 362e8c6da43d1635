import Button from "@cloudscape-design/components/button";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useNavigate } from "react-router";
import { mayChange, useMe } from "../../api/me";
import type { Cluster } from "../../api/schema";
import { paths } from "../../paths";
import { ConfirmDelete } from "../../ui/ConfirmDelete";
import { notify } from "../../ui/notices";
import { ONLY_LOOKS } from "./permission";
import { useChangeCluster } from "./queries";
import { RenameCluster } from "./RenameCluster";
import { StartValidation } from "./StartValidation";

type Asked = "RENAME" | "DELETE";

export function ClusterActions({ tenantId, cluster }: { tenantId: string; cluster: Cluster }) {
  const may = mayChange(useMe());
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Asked | null>(null);
  const change = useChangeCluster(tenantId, cluster, (done) => {
    setAsked(null);
    if (done.do === "DELETE") {
      notify(`${cluster.name} is deleted. Its connections stay.`);
      void navigate(paths.clusters(tenantId));
    } else {
      notify(`${cluster.name} is changed.`);
    }
  });
  const ask = (what: Asked) => {
    change.reset();
    setAsked(what);
  };
  const allowed = may ? {} : { disabled: true, disabledReason: ONLY_LOOKS };
  const dialog = { pending: change.isPending, error: change.error, onCancel: () => setAsked(null) };
  return (
    <>
      <SpaceBetween direction="horizontal" size="xs">
        <ButtonDropdown
          items={[
            { id: "EDIT", text: "Change", ...allowed },
            { id: "RENAME", text: "Rename", ...allowed },
            { id: "DELETE", text: "Delete", ...allowed },
          ]}
          onItemClick={({ detail }) =>
            detail.id === "EDIT"
              ? void navigate(paths.clusterEdit(tenantId, cluster.id))
              : ask(detail.id as Asked)
          }
        >
          Actions
        </ButtonDropdown>
        {may ? (
          <StartValidation tenantId={tenantId} clusterId={cluster.id} />
        ) : (
          <Button variant="primary" disabled disabledReason={ONLY_LOOKS}>
            Validate now
          </Button>
        )}
      </SpaceBetween>
      {asked === "RENAME" && (
        <RenameCluster
          name={cluster.name}
          {...dialog}
          onRename={(name) => change.mutate({ do: "EDIT", patch: { name } })}
        />
      )}
      {asked === "DELETE" && (
        <ConfirmDelete
          what="cluster"
          name={cluster.name}
          {...dialog}
          onConfirm={() => change.mutate({ do: "DELETE" })}
        >
          Clients of this cluster lose their way to the brokers at once. Its validations and its mapping go
          with it, and cannot be brought back; the connections stay.
        </ConfirmDelete>
      )}
    </>
  );
}
