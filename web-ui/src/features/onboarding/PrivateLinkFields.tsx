import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ApiError } from "../../api/errors";
import type { PrivateLinkDraft } from "./connectionDraft";
import { ZoneFields } from "./ZoneFields";

interface PrivateLinkFieldsProps {
  privateLink: PrivateLinkDraft;
  error: ApiError | null;
  onChange: (privateLink: PrivateLinkDraft) => void;
}

export function PrivateLinkFields({ privateLink, error, onChange }: PrivateLinkFieldsProps) {
  const change = (part: Partial<PrivateLinkDraft>) => onChange({ ...privateLink, ...part });
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header
            variant="h2"
            description="Postern makes an interface endpoint there. Take the zones that your brokers are in."
          >
            Place
          </Header>
        }
      >
        <ZoneFields
          zones={privateLink.zones}
          errorText={error?.below("/availabilityZones")}
          onChange={(zones) => change({ zones })}
        />
      </Container>
      <Container
        header={
          <Header
            variant="h2"
            description="The next steps give you Terraform that makes one. Leave the name empty if you have none yet."
          >
            Your endpoint service
          </Header>
        }
      >
        <SpaceBetween size="l">
          <FormField
            label={
              <>
                Service name <i>- optional</i>
              </>
            }
            errorText={error?.field("/serviceName")}
          >
            <Input
              value={privateLink.serviceName}
              placeholder="com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d4e5f60718"
              autoComplete={false}
              spellcheck={false}
              onChange={({ detail }) => change({ serviceName: detail.value })}
            />
          </FormField>
          <FormField
            label={
              <>
                Region of the service <i>- optional</i>
              </>
            }
            description="Only if it is in another region than the zones."
            errorText={error?.field("/serviceRegion")}
          >
            <Input
              value={privateLink.serviceRegion}
              placeholder="eu-west-1"
              autoComplete={false}
              spellcheck={false}
              onChange={({ detail }) => change({ serviceRegion: detail.value })}
            />
          </FormField>
        </SpaceBetween>
      </Container>
      <Container header={<Header variant="h2">How clients find the brokers</Header>}>
        <SpaceBetween size="l">
          <FormField label="DNS mode" errorText={error?.field("/dns/mode") ?? error?.field("/dns")} stretch>
            <RadioGroup
              value={privateLink.dnsMode}
              items={[
                {
                  value: "RESOLVER",
                  label: "Resolver mapping",
                  description:
                    "Nothing in DNS: clients ask Postern where each broker is. Right for most clusters.",
                },
                {
                  value: "HOSTED_ZONE",
                  label: "Hosted zone",
                  description:
                    "For brokers that share one hostname with a port each: Postern makes a private zone for that name, and clients need nothing else.",
                },
              ]}
              onChange={({ detail }) =>
                change({ dnsMode: detail.value === "HOSTED_ZONE" ? "HOSTED_ZONE" : "RESOLVER" })
              }
            />
          </FormField>
          {privateLink.dnsMode === "HOSTED_ZONE" && (
            <FormField
              label="Hostname"
              description="The one that all brokers advertise. It must lie under a domain that the operator allows you."
              errorText={error?.field("/dns/hostname")}
            >
              <Input
                value={privateLink.hostname}
                placeholder="kafka.acme.example"
                autoComplete={false}
                spellcheck={false}
                onChange={({ detail }) => change({ hostname: detail.value })}
              />
            </FormField>
          )}
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  );
}
