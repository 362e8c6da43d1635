import Box from "@cloudscape-design/components/box";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { onboardingQuery } from "../../api/onboarding";
import type { KitItem } from "../../api/schema";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { KitText } from "../../ui/KitText";
import { Loading } from "../../ui/Loading";
import { useFilter } from "../../ui/useFilter";
import { isOfClients } from "./kit";

/** The texts that the tenant takes for this connection, with its own values in them and no secret. */
export function KitTab({ tenantId, connectionId }: { tenantId: string; connectionId: string }) {
  const [wanted, setWanted] = useFilter("clusterId");
  const { data, error, refetch } = useQuery(onboardingQuery(tenantId, connectionId, wanted));
  if (data === undefined) {
    return error === null ? (
      <Loading what="the kit" />
    ) : (
      <ErrorAlert error={error} onRetry={() => void refetch()} />
    );
  }
  if (data.kit.length === 0) {
    return <Box color="text-body-secondary">A connection that is being deleted has no kit.</Box>;
  }
  const clusters = data.clusters.map(({ id, name }) => ({ value: id, label: name }));
  const ofClients = data.kit.filter(isOfClients);
  return (
    <SpaceBetween size="l">
      {error !== null && <ErrorAlert error={error} onRetry={() => void refetch()} />}
      <Header variant="h2" description="They change with routes and brokers. No secret is in them.">
        {data.kind === "AWS_PRIVATELINK" ? "For your AWS account" : "For your bastion"}
      </Header>
      <Texts items={data.kit.filter((item) => !isOfClients(item))} />
      <Header
        variant="h2"
        description="A small program for each Kafka client, with the hook by which that one follows the mapping. Tokens and passwords come from the environment."
      >
        For your clients
      </Header>
      {clusters.length > 0 && (
        <FormField label="Cluster" description="The programs have the values of this one.">
          <Select
            selectedOption={clusters.find(({ value }) => value === data.clusterId) ?? null}
            options={clusters}
            onChange={({ detail }) => setWanted(detail.selectedOption.value)}
          />
        </FormField>
      )}
      <Texts items={ofClients} />
    </SpaceBetween>
  );
}

function Texts({ items }: { items: readonly KitItem[] }) {
  return (
    <div>
      {items.map((item) => (
        <Text key={item.id} item={item} />
      ))}
    </div>
  );
}

/** Long as they are, they are on the page only once somebody wants to read them. */
function Text({ item }: { item: KitItem }) {
  const [expanded, setExpanded] = useState(false);
  return (
    <ExpandableSection
      variant="stacked"
      headerText={item.title}
      headerDescription={item.fileName}
      headingTagOverride="h3"
      expanded={expanded}
      onChange={({ detail }) => setExpanded(detail.expanded)}
    >
      {expanded && <KitText item={item} />}
    </ExpandableSection>
  );
}
