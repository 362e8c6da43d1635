import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import type { Connection } from "../../api/schema";
import { kindName, phaseName } from "../../api/words";

interface ConnectionSelectProps {
  connectionId: string;
  connections: readonly Connection[];
  loading?: boolean;
  errorText: string | undefined;
  onChange: (connection: Connection) => void;
}

export function ConnectionSelect(props: ConnectionSelectProps) {
  const { connectionId, connections, loading = false, errorText, onChange } = props;
  const options = connections.map(({ id, name, kind, phase }) => ({
    value: id,
    label: name,
    description: `${kindName(kind)}, ${phaseName(phase).toLowerCase()}`,
  }));
  return (
    <FormField
      label="Through the connection"
      errorText={errorText !== undefined && connectionId === "" ? "Choose a connection." : errorText}
    >
      <Select
        selectedOption={options.find(({ value }) => value === connectionId) ?? null}
        options={options}
        placeholder="Choose a connection"
        statusType={loading ? "loading" : "finished"}
        loadingText="Loading connections"
        empty="There is no connection yet: make one first."
        onChange={({ detail }) => {
          const chosen = connections.find(({ id }) => id === detail.selectedOption.value);
          if (chosen !== undefined) {
            onChange(chosen);
          }
        }}
      />
    </FormField>
  );
}
