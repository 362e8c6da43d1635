import ColumnLayout from "@cloudscape-design/components/column-layout";
import FormField from "@cloudscape-design/components/form-field";
import Multiselect from "@cloudscape-design/components/multiselect";
import Select from "@cloudscape-design/components/select";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { regionsQuery } from "./queries";

interface ZoneFieldsProps {
  zones: readonly string[];
  errorText: string | undefined;
  onChange: (zones: readonly string[]) => void;
}

/** Availability zones, all of one region: that which the operator has a place in. */
export function ZoneFields({ zones, errorText, onChange }: ZoneFieldsProps) {
  const regions = useQuery(regionsQuery);
  const served = regions.data?.items ?? [];
  const [chosen, setChosen] = useState<string>();
  const region =
    served.find(({ region }) => region === chosen) ??
    served.find(({ availabilityZones }) => availabilityZones.some((zone) => zones.includes(zone))) ??
    (served.length === 1 ? served[0] : undefined);
  const statusType = regions.isPending ? "loading" : "finished";
  const options = (region?.availabilityZones ?? []).map((zone) => ({ value: zone, label: zone }));
  if (regions.isError) {
    return <ErrorAlert error={regions.error} onRetry={() => void regions.refetch()} />;
  }
  return (
    <ColumnLayout columns={2}>
      <FormField label="Region" description="Those in which the operator has a place for endpoints.">
        <Select
          selectedOption={region === undefined ? null : { value: region.region, label: region.region }}
          options={served.map(({ region }) => ({ value: region, label: region }))}
          placeholder="Choose a region"
          statusType={statusType}
          loadingText="Loading the regions"
          empty="No region is served yet: ask the operator."
          onChange={({ detail }) => {
            setChosen(detail.selectedOption.value);
            onChange([]);
          }}
        />
      </FormField>
      <FormField
        label="Availability zones"
        description="By id, which means the same place in every AWS account."
        errorText={errorText}
      >
        <Multiselect
          selectedOptions={zones.map((zone) => ({ value: zone, label: zone }))}
          options={options}
          placeholder="Choose zones"
          statusType={statusType}
          loadingText="Loading the zones"
          empty="Choose a region first."
          deselectAriaLabel={({ label = "" }) => `Remove ${label}`}
          onChange={({ detail }) => onChange(detail.selectedOptions.flatMap(({ value = [] }) => value))}
        />
      </FormField>
    </ColumnLayout>
  );
}
