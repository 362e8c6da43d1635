import ExpandableSection from "@cloudscape-design/components/expandable-section";
import { useState } from "react";
import { type Change, useChangeConnection } from "../../api/connections";
import type { BastionConnection, PrivateLinkConnection } from "../../api/schema";
import { notify } from "../../ui/notices";
import { BastionAddressFields } from "./BastionAddressFields";
import { portOf } from "./connectionDraft";
import { StepForm } from "./StepForm";
import type { StepProps } from "./StepPanel";
import { ZoneFields } from "./ZoneFields";

/** What was told when the connection was made, and may have been wrong: for as long as it can be changed. */
export function ChangeTarget(props: StepProps) {
  const { connection } = props;
  if (!connection.allowedActions.includes("CHANGE_TARGET")) {
    return null;
  }
  if (connection.kind === "AWS_PRIVATELINK") {
    return connection.reason === "ZONE_NOT_SUPPORTED" ? (
      <ChangeZones {...props} connection={connection} />
    ) : null;
  }
  return connection.waitingOn === "TENANT" ? (
    <ExpandableSection headerText="Change the bastion&#8217;s address" headingTagOverride="h3">
      <ChangeAddress {...props} connection={connection} />
    </ExpandableSection>
  ) : null;
}

function useEdit({ tenantId, connection, onDone }: StepProps, said: string) {
  const change = useChangeConnection(tenantId, connection, () => {
    notify(said);
    onDone();
  });
  const edit = (patch: Extract<Change, { do: "EDIT" }>["patch"]) => change.mutate({ do: "EDIT", patch });
  return { change, edit };
}

function ChangeZones(props: StepProps & { connection: PrivateLinkConnection }) {
  const { change, edit } = useEdit(props, "Postern looks for the service in these zones.");
  const [zones, setZones] = useState<readonly string[]>(props.connection.availabilityZones);
  return (
    <StepForm
      change={change}
      fields={/^\/availabilityZones/}
      submit="Change the zones"
      onSubmit={() => edit({ availabilityZones: [...zones] })}
    >
      <ZoneFields zones={zones} errorText={change.error?.below("/availabilityZones")} onChange={setZones} />
    </StepForm>
  );
}

function ChangeAddress(props: StepProps & { connection: BastionConnection }) {
  const { connection } = props;
  const { change, edit } = useEdit(props, "Postern connects to the bastion there.");
  const [address, setAddress] = useState(() => ({
    host: connection.host,
    port: String(connection.port),
    user: connection.user,
  }));
  return (
    <StepForm
      change={change}
      fields={/^\/(host|port|user)$/}
      submit="Change the address"
      onSubmit={() =>
        edit({ host: address.host.trim(), port: portOf(address.port), user: address.user.trim() })
      }
    >
      <BastionAddressFields
        address={address}
        error={change.error}
        onChange={(part) => setAddress((before) => ({ ...before, ...part }))}
      />
    </StepForm>
  );
}
