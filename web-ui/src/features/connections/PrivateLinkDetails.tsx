import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import type { EndpointDnsName, PrivateLinkConnection } from "../../api/schema";
import { kindName } from "../../api/words";
import { CopyableId } from "../../ui/CopyableId";
import { TimeAgo } from "../../ui/TimeAgo";

export function PrivateLinkDetails({ connection }: { connection: PrivateLinkConnection }) {
  const { endpoint, principal, serviceName, serviceRegion, dns } = connection;
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">Details</Header>}>
        <KeyValuePairs
          columns={2}
          items={[
            { label: "Id", value: <CopyableId id={connection.id} what="connection's id" /> },
            { label: "Kind", value: kindName(connection.kind) },
            {
              label: "Endpoint service",
              value:
                serviceName === null ? (
                  <NotYet>Not named yet</NotYet>
                ) : (
                  <CopyableId id={serviceName} what="service name" />
                ),
            },
            {
              label: "Our principal",
              value:
                principal === null ? (
                  <NotYet>Not created yet</NotYet>
                ) : (
                  <CopyableId id={principal} what="principal" />
                ),
            },
            {
              label: "Region",
              value:
                serviceRegion === null
                  ? connection.region
                  : `${connection.region}, service in ${serviceRegion}`,
            },
            { label: "Availability zones", value: connection.availabilityZones.join(", ") },
            {
              label: "How clients find it",
              value:
                dns.mode === "HOSTED_ZONE" ? `Hosted zone for ${dns.hostname ?? "?"}` : "Resolver mapping",
            },
            ...(connection.awsErrorCode === null
              ? []
              : [{ label: "AWS error code", value: <Box variant="code">{connection.awsErrorCode}</Box> }]),
            { label: "Made", value: <TimeAgo at={connection.createdAt} /> },
          ]}
        />
      </Container>
      <Table
        variant="container"
        header={
          <Header
            variant="h2"
            description={
              endpoint === null ? undefined : (
                <>
                  <CopyableId id={endpoint.id} what="endpoint's id" /> {endpoint.state}
                </>
              )
            }
          >
            Endpoint
          </Header>
        }
        items={endpoint?.dnsNames ?? []}
        trackBy="name"
        wrapLines
        columnDefinitions={[
          {
            id: "name",
            header: "DNS name",
            isRowHeader: true,
            cell: (name: EndpointDnsName) => <CopyableId id={name.name} what="DNS name" />,
          },
          {
            id: "zone",
            header: "Leads into",
            cell: (name) => name.availabilityZone ?? "All zones",
            width: 130,
          },
        ]}
        empty={
          <Box color="text-body-secondary">
            {endpoint === null ? "There is no endpoint yet." : "It has no DNS names yet."}
          </Box>
        }
      />
    </SpaceBetween>
  );
}

function NotYet({ children }: { children: string }) {
  return <Box color="text-body-secondary">{children}</Box>;
}
