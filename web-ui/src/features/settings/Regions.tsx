import Box from "@cloudscape-design/components/box";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { useQuery } from "@tanstack/react-query";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { regionsQuery } from "./queries";

/** Where endpoints can be made. */
export function Regions() {
  const { data, error, isPending, refetch } = useQuery(regionsQuery);
  return (
    <Table
      variant="container"
      items={data?.items ?? []}
      trackBy={({ region }) => region}
      loading={isPending}
      loadingText="Loading the regions"
      wrapLines
      header={
        <Header
          variant="h2"
          counter={data === undefined ? "" : `(${data.items.length})`}
          description="Where endpoints for PrivateLink connections can be made. Zone ids mean the same place in every AWS account, zone names do not."
        >
          Regions served
        </Header>
      }
      columnDefinitions={[
        { id: "region", header: "Region", isRowHeader: true, width: 200, cell: ({ region }) => region },
        {
          id: "zones",
          header: "Zone ids",
          cell: ({ availabilityZones }) => (
            <SpaceBetween direction="horizontal" size="m">
              {availabilityZones.map((zone) => (
                <Box key={zone} variant="code">
                  {zone}
                </Box>
              ))}
            </SpaceBetween>
          ),
        },
      ]}
      empty={
        error === null ? (
          <>
            <Box variant="strong">No region is served</Box>
            <Box variant="p" color="text-body-secondary">
              PrivateLink connections need a placement of the operator; connections over a bastion need none.
            </Box>
          </>
        ) : (
          <ErrorAlert error={error} onRetry={() => void refetch()} />
        )
      }
    />
  );
}
