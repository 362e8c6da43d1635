import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import type { OnboardingCluster } from "../../api/schema";

interface ClusterChoiceProps {
  clusters: readonly OnboardingCluster[];
  clusterId: string | null;
  onChange: (clusterId: string | undefined) => void;
}

/** Which cluster the last steps are about, where several lead over the connection. */
export function ClusterChoice({ clusters, clusterId, onChange }: ClusterChoiceProps) {
  if (clusters.length < 2) {
    return null;
  }
  const options = clusters.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Container>
      <FormField label="Cluster" description="The last steps are about this one.">
        <Select
          selectedOption={options.find(({ value }) => value === clusterId) ?? null}
          options={options}
          onChange={({ detail }) => onChange(detail.selectedOption.value)}
        />
      </FormField>
    </Container>
  );
}
