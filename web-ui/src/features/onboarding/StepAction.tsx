import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { mayChange, useMe } from "../../api/me";
import { commandsOf } from "../../api/onboarding";
import { paths } from "../../paths";
import { LinkButton } from "../../ui/LinkButton";
import { ApproveKey } from "./ApproveKey";
import { Facts } from "./Facts";
import { NameService } from "./NameService";
import { ONLY_LOOKS } from "./permission";
import type { StepProps } from "./StepPanel";
import { ValidateCluster } from "./ValidateCluster";

/** What of a step is done in Postern itself: a form, a button, or where it is. */
export function StepAction(props: StepProps) {
  const { tenantId, connection, onboarding, step } = props;
  const may = mayChange(useMe());
  const { clusterId } = onboarding;
  switch (step.id) {
    case "NAME_SERVICE":
    case "ALLOW_PRINCIPAL":
      return connection.kind === "AWS_PRIVATELINK" ? (
        <SpaceBetween size="l">
          <Facts connection={connection} />
          {step.state !== "LATER" &&
            connection.allowedActions.includes("CHANGE_TARGET") &&
            (connection.serviceName === null ? (
              <NameService {...props} connection={connection} />
            ) : (
              <ExpandableSection headerText="Give another name of the service" headingTagOverride="h3">
                <NameService {...props} connection={connection} />
              </ExpandableSection>
            ))}
        </SpaceBetween>
      ) : null;
    case "CREATE_PRINCIPAL":
    case "ACCEPT_ENDPOINT":
      return connection.kind === "AWS_PRIVATELINK" ? <Facts connection={connection} /> : null;
    case "APPROVE_HOST_KEY":
      return connection.kind === "SSH_BASTION" && connection.allowedActions.includes("APPROVE_HOST_KEY") ? (
        <ApproveKey {...props} connection={connection} />
      ) : null;
    case "ADD_CLUSTER":
      return step.state === "DONE" ? (
        clusterId !== null && (
          <LinkButton to={paths.cluster(tenantId, clusterId, "configuration")}>See the cluster</LinkButton>
        )
      ) : (
        <LinkButton
          variant="primary"
          to={paths.clusterNew(tenantId, connection.id)}
          blocked={may ? undefined : ONLY_LOOKS}
        >
          Add the cluster
        </LinkButton>
      );
    case "MAPPING_ENTRIES":
      if (clusterId === null) {
        return null;
      }
      // Postern could not ask the cluster: a validation asks it at once.
      return step.actor === "TENANT" ? (
        <SpaceBetween size="l">
          {commandsOf(step.command).api !== null && <ValidateCluster {...props} clusterId={clusterId} />}
          <ChangeCluster {...props} clusterId={clusterId} />
        </SpaceBetween>
      ) : (
        <LinkButton to={paths.cluster(tenantId, clusterId, "mapping")}>See the mapping</LinkButton>
      );
    case "VALIDATE":
      return clusterId === null ? null : (
        <SpaceBetween size="l">
          <ValidateCluster {...props} clusterId={clusterId} />
          {step.state === "NEXT" && <ChangeCluster {...props} clusterId={clusterId} />}
        </SpaceBetween>
      );
    case "CREATE_CONNECTION":
    case "INSTALL_KEYS":
    case "PERMIT_FORWARDING":
    case "CONNECTION_AVAILABLE":
    case "DELETION":
      return null;
  }
}

/** What was told of the cluster, and may have been wrong. */
function ChangeCluster({ tenantId, connection, clusterId }: StepProps & { clusterId: string }) {
  const may = mayChange(useMe());
  return (
    <LinkButton
      to={paths.clusterEdit(tenantId, clusterId, connection.id)}
      blocked={may ? undefined : ONLY_LOOKS}
    >
      Change the cluster
    </LinkButton>
  );
}
