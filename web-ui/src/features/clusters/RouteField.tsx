import ColumnLayout from "@cloudscape-design/components/column-layout";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import type { Connection, Route } from "../../api/schema";
import { ConnectionSelect } from "./ConnectionSelect";
import type { RouteDraft } from "./draft";
import type { FieldErrors } from "./fieldErrors";

interface RouteFieldProps {
  route: RouteDraft;
  /** Of the route in what is sent, for what is wrong with it. */
  pointer: string;
  connections: readonly Connection[];
  loading: boolean;
  errors: FieldErrors;
  onChange: (route: RouteDraft) => void;
}

const MATCHES = [
  { value: "NODE_IDS", label: "Brokers by node id" },
  { value: "ADDRESS", label: "Brokers by address" },
] as const;

const PORTS: readonly { value: Route["port"]["kind"]; label: string }[] = [
  { value: "NODE_ID_PLUS", label: "A number + the node id" },
  { value: "FIXED", label: "A fixed port" },
  { value: "SAME", label: "The broker's own port" },
];
const TUNNEL: readonly { value: Route["port"]["kind"]; label: string }[] = [
  { value: "TUNNEL", label: "A tunnel port that Postern allots" },
];

export function RouteField({ route, pointer, connections, loading, errors, onChange }: RouteFieldProps) {
  const { match, value, connectionId, kind, port, zone } = route;
  const connection = connections.find(({ id }) => id === connectionId);
  const ports = connection?.kind === "SSH_BASTION" ? TUNNEL : PORTS;
  const zones = connection?.kind === "AWS_PRIVATELINK" ? connection.availabilityZones : [];
  const zoneOptions = [
    { value: "", label: "All zones: the regional name" },
    ...zones.map((each) => ({ value: each, label: each })),
  ];
  const change = (part: Partial<RouteDraft>) => onChange({ ...route, ...part });
  const takesPort = kind === "FIXED" || kind === "NODE_ID_PLUS";
  return (
    <ColumnLayout columns={3}>
      <FormField label="Matches">
        <Select
          selectedOption={MATCHES.find((each) => each.value === match) ?? null}
          options={MATCHES}
          onChange={({ detail }) =>
            change({ match: detail.selectedOption.value === "ADDRESS" ? "ADDRESS" : "NODE_IDS" })
          }
        />
      </FormField>
      <FormField
        label={match === "ADDRESS" ? "Address" : "Node ids"}
        constraintText={
          match === "ADDRESS"
            ? "host:port, with * for any run of characters"
            : "Numbers and ranges, such as 4-6,9"
        }
        errorText={errors.below(`${pointer}/match`)}
      >
        <Input
          value={value}
          placeholder={match === "ADDRESS" ? "b-1.kafka.example.internal:9092" : "1-40"}
          autoComplete={false}
          spellcheck={false}
          onChange={({ detail }) => change({ value: detail.value })}
        />
      </FormField>
      <ConnectionSelect
        connectionId={connectionId}
        connections={connections}
        loading={loading}
        errorText={errors.at(`${pointer}/connectionId`)}
        onChange={(chosen) => {
          const tunnel = chosen.kind === "SSH_BASTION";
          const fits = tunnel === (kind === "TUNNEL");
          change({
            connectionId: chosen.id,
            zone: "",
            kind: fits ? kind : tunnel ? "TUNNEL" : "NODE_ID_PLUS",
          });
        }}
      />
      <FormField label="Port" errorText={errors.at(`${pointer}/port/kind`) ?? errors.at(`${pointer}/port`)}>
        <Select
          selectedOption={ports.find((each) => each.value === kind) ?? null}
          options={ports}
          onChange={({ detail }) =>
            change({ kind: ports.find((each) => each.value === detail.selectedOption.value)?.value ?? kind })
          }
        />
      </FormField>
      {takesPort && (
        <FormField
          label={kind === "FIXED" ? "Port number" : "Number"}
          constraintText={kind === "FIXED" ? "Of the listener" : "9000 sends broker 4 to the listener 9004"}
          errorText={errors.at(`${pointer}/port/value`)}
        >
          <Input
            value={port}
            inputMode="numeric"
            autoComplete={false}
            placeholder={kind === "FIXED" ? "9001" : "9000"}
            onChange={({ detail }) => change({ port: detail.value })}
          />
        </FormField>
      )}
      {kind !== "TUNNEL" && (
        <FormField label="Availability zone" errorText={errors.at(`${pointer}/availabilityZone`)}>
          <Select
            selectedOption={zoneOptions.find((each) => each.value === zone) ?? null}
            options={zoneOptions}
            onChange={({ detail }) => change({ zone: detail.selectedOption.value ?? "" })}
          />
        </FormField>
      )}
    </ColumnLayout>
  );
}
