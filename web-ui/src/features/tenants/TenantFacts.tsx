import Container from "@cloudscape-design/components/container";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import type { Tenant } from "../../api/schema";
import { CopyableId } from "../../ui/CopyableId";
import { TimeAgo } from "../../ui/TimeAgo";

export function TenantFacts({ tenant }: { tenant: Tenant }) {
  return (
    <Container>
      <KeyValuePairs
        columns={3}
        items={[
          { label: "Id", value: <CopyableId id={tenant.id} what="tenant id" /> },
          { label: "Created", value: <TimeAgo at={tenant.createdAt} /> },
          { label: "Last change of the settings", value: <TimeAgo at={tenant.updatedAt} /> },
        ]}
      />
    </Container>
  );
}
