import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Cluster } from "../../api/schema";
import { CommandBlock } from "../../ui/CommandBlock";
import { CopyableId } from "../../ui/CopyableId";
import { TimeAgo } from "../../ui/TimeAgo";
import { RoutesTable } from "./RoutesTable";

/** What people have written down. Secrets go in and never come out. */
export function ConfigurationTab({ tenantId, cluster }: { tenantId: string; cluster: Cluster }) {
  const { security, bootstrap } = cluster;
  const encrypted = security.protocol === "SSL" || security.protocol === "SASL_SSL";
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">Details</Header>}>
        <KeyValuePairs
          columns={3}
          items={[
            { label: "Id", value: <CopyableId id={cluster.id} what="cluster's id" /> },
            {
              label: bootstrap.length === 1 ? "Bootstrap address" : "Bootstrap addresses",
              value: bootstrap.map((address) => (
                <div key={address}>
                  <CopyableId id={address} what="bootstrap address" />
                </div>
              )),
            },
            {
              label: "Made",
              value: (
                <>
                  <TimeAgo at={cluster.createdAt} />, changed <TimeAgo at={cluster.updatedAt} />
                </>
              ),
            },
          ]}
        />
      </Container>
      <Container
        header={
          <Header variant="h2" description="Passwords and private keys are kept encrypted and never shown.">
            Security
          </Header>
        }
      >
        <SpaceBetween size="m">
          <KeyValuePairs
            columns={3}
            items={[
              { label: "Protocol", value: security.protocol },
              ...(security.mechanism === null ? [] : [{ label: "Mechanism", value: security.mechanism }]),
              ...(security.username === null
                ? []
                : [{ label: "User", value: <CopyableId id={security.username} what="user" /> }]),
              ...(encrypted
                ? [
                    {
                      label: "Brokers' certificates",
                      value:
                        security.caCertificates === null
                          ? "Signed by public authorities"
                          : "Signed by authorities of the tenant's own",
                    },
                    {
                      label: "Client certificate",
                      value: security.clientCertificate === null ? "None" : "Given",
                    },
                  ]
                : []),
            ]}
          />
          <Certificates title="CA certificates" pem={security.caCertificates} />
          <Certificates title="Client certificate" pem={security.clientCertificate} />
          {!encrypted && (
            <Box color="text-body-secondary">
              The brokers speak without TLS: what answers is known by Kafka&apos;s own requests only.
            </Box>
          )}
        </SpaceBetween>
      </Container>
      <RoutesTable tenantId={tenantId} cluster={cluster} />
    </SpaceBetween>
  );
}

function Certificates({ title, pem }: { title: string; pem: string | null }) {
  return pem === null ? null : (
    <ExpandableSection headerText={title}>
      <CommandBlock text={pem} what={title} />
    </ExpandableSection>
  );
}
