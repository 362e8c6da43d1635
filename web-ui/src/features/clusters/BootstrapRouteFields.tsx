import Checkbox from "@cloudscape-design/components/checkbox";
import ColumnLayout from "@cloudscape-design/components/column-layout";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Connection } from "../../api/schema";
import { ConnectionSelect } from "./ConnectionSelect";
import type { Draft } from "./draft";
import type { FieldErrors } from "./fieldErrors";

interface BootstrapRouteFieldsProps {
  route: Draft["bootstrapRoute"];
  connections: readonly Connection[];
  errors: FieldErrors;
  onChange: (route: Draft["bootstrapRoute"]) => void;
}

export function BootstrapRouteFields({ route, connections, errors, onChange }: BootstrapRouteFieldsProps) {
  const connection = connections.find(({ id }) => id === route?.connectionId);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="For names that no broker advertises as its own, served by a listener that any broker answers on. Over TLS, every broker's certificate must carry such a name."
        >
          Bootstrap names of their own
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Checkbox
          checked={route !== null}
          onChange={({ detail }) => onChange(detail.checked ? { connectionId: "", port: "" } : null)}
        >
          Clients begin with a name of its own
        </Checkbox>
        {route !== null && (
          <ColumnLayout columns={3}>
            <ConnectionSelect
              connectionId={route.connectionId}
              connections={connections}
              errorText={errors.at("/bootstrapRoute/connectionId")}
              onChange={({ id }) => onChange({ ...route, connectionId: id })}
            />
            {connection?.kind !== "SSH_BASTION" && (
              <FormField
                label="Port of the any-broker listener"
                errorText={errors.at("/bootstrapRoute/port")}
              >
                <Input
                  value={route.port}
                  inputMode="numeric"
                  placeholder="9091"
                  autoComplete={false}
                  onChange={({ detail }) => onChange({ ...route, port: detail.value })}
                />
              </FormField>
            )}
          </ColumnLayout>
        )}
      </SpaceBetween>
    </Container>
  );
}
